// The names that JSDoc uses, beside those of the wire (wire.d.ts): no file imports them.

import type * as Wire from "./wire";

declare global {
  type Criterion = Wire.CriterionView;
  type Result = Wire.ResultView;
  type CardView = Wire.CardView;
  type MarkingView = Wire.MarkingView;
  type MosaicView = Wire.MosaicView;
  type PlanView = Wire.PlanView;
  type GrowthView = Wire.GrowthView;
  type ActionView = Wire.ActionView;
  type ClassFileView = Wire.ClassFileView;
  type ClassLearnerView = Wire.ClassLearnerView;
  type ClassListView = Wire.ClassListView;
  type ClassStateView = Wire.ClassStateView;
  type ClassPageView = Wire.ClassPageView;
  type FieldView = Wire.FieldView;
  type JobView = Wire.JobView;
  type QuestionView = Wire.QuestionView;
  type QuestionsView = Wire.QuestionsView;
  type SettingsView = Wire.SettingsView;
  type CaseNoteView = Wire.CaseNoteView;
  type CasePageView = Wire.CasePageView;
  type CasePersonView = Wire.CasePersonView;
  type CaseSectionView = Wire.CaseSectionView;
  type CaseTableView = Wire.CaseTableView;
  type GlossaryView = Wire.GlossaryView;
  type GlossaryTerm = Wire.GlossaryTerm;
  type PromptTermView = Wire.PromptTermView;
  type TermPlace = Wire.TermPlace;
  type EpisodeView = Wire.EpisodeView;
  type ListenView = Wire.ListenView;
  type KeepView = Wire.KeepView;
  type RoomView = Wire.RoomView;
  type WallCardView = Wire.WallCardView;
  type WallCurveView = Wire.WallCurveView;
  type WallRowView = Wire.WallRowView;
  type WallSideView = Wire.WallSideView;
  type SheetView = Wire.SheetView;
  type QuizView = Wire.QuizView;
  type StartView = Wire.StartView;
  type SubmitView = Wire.SubmitView;
  type SentInView = Wire.SentInView;

  type Kinds = keyof Wire.Tasks;
  /** What a kind's Python shows of a task. */
  type Task<K extends Kinds> = Wire.Tasks[K];
  /** The view of an exercise of one kind; as the frame knows it, of any. */
  type View<K extends Kinds | "any" = "any"> = Omit<Wire.ExerciseView, "task"> & {
    task: K extends Kinds ? Task<K> : AnyTask;
  };
  /** What the frame looks at in a task, whatever its kind. */
  interface AnyTask {
    offers?: Offer[];
    rules?: Wire.RuleView[];
  }
  type Offer = Wire.Offer;
  type PortraitTable = Wire.PortraitTable;
  type Item = Wire.Item;
  type Control = Wire.ControlView;

  type Handler = (event: any) => unknown;

  /** Attributes, properties and listeners of an element; null, undefined and false are left out. */
  interface Attrs {
    [name: string]: any;
    onblur?: Handler | null | false;
    onchange?: Handler | null | false;
    onclick?: Handler | null | false;
    onfocus?: Handler | null | false;
    oninput?: Handler | null | false;
    onkeydown?: Handler | null | false;
    onpaste?: Handler | null | false;
    onpointerdown?: Handler | null | false;
    ontoggle?: Handler | null | false;
  }

  type Child = Node | Made | string | number | boolean | null | undefined | Child[];

  /** An element with whatever its tag brings along: what is made by `h` is known where it is made. */
  interface Made extends HTMLElement {
    [name: string]: any;
    addEventListener(type: string, act: Handler, options?: any): void;
    children: any;
    closest: any;
    firstChild: any;
    firstElementChild: any;
    lastChild: any;
    lastElementChild: any;
    nextElementSibling: any;
    parentElement: any;
    parentNode: any;
    querySelector: any;
    querySelectorAll: any;
  }

  /** The wire of a panel. */
  interface Link {
    [name: string]: any;
    on(slug: string, act: (message: any) => unknown, signal?: AbortSignal): void;
    send(message: Record<string, any>): void;
    asleep(): boolean;
  }

  /** The copy of answers in this browser. */
  interface Mirror {
    [name: string]: any;
    events(slug?: string | null): any[];
    drafts(): any[];
    others(): any[];
  }

  /** An answer as it was kept or sent; null is a blank one. */
  type Raw = {
    [name: string]: any;
    entries?: any[];
    lanes?: any[];
    links?: any[];
    marks?: any[];
    notes?: any[];
    stages?: any[];
  } | null;

  /** A field of a form or a note, as its exercise describes it. */
  interface Field {
    [name: string]: any;
    id: string;
    columns: any[];
    options: any[];
  }

  /** What stands in a list by its id. */
  interface Thing {
    id: string;
    [name: string]: any;
  }

  /** A node and how it is drawn. */
  interface Part {
    node: Made;
    [name: string]: any;
  }

  /** What the frame gives to a kind. */
  interface Api {
    id(name: string): string;
    labelledby: string;
    describedby: string;
    signal: AbortSignal;
    announce(text: string): void;
    change(answer: unknown): void;
    submit(): void;
    send(message: Record<string, any>): void;
    on(type: string, act: (message: any) => unknown): void;
  }

  /** What a kind gives to the frame for one exercise. */
  interface Mounted<K extends Kinds> {
    answer(): any;
    set(raw: any): void;
    mark?(result: Result | null, checked: any): void;
    follow?(view: View<K>): void;
    shown?(): { entry?: string; name?: string };
  }

  /** A kind's browser side: the default export of its module. */
  interface KindUi<K extends Kinds> {
    noun: string | ((view: View<K>) => string);
    verb?: string | ((view: View<K>) => string);
    recorded?: boolean | ((view: View<K>) => boolean);
    undo?: boolean;
    history?: boolean;
    mount(host: Made, view: View<K>, api: Api): Mounted<K>;
    summary?(view: View<K>, answer: any, reasonOf: (item: string) => string): Child;
    itemText?(view: View<K>, item: string): string;
  }

  /** A page's browser side: the default export of its module. */
  interface ViewUi {
    mount(root: Made, view: any, context: { model: any; link: Link; signal: AbortSignal }): void;
  }

  /** A reference to what was made in another exercise; "" as exercise: the case's own. */
  interface Reference {
    exercise: string;
    object: string;
    label: string;
    sort?: string;
  }

  interface BoardNote extends Thing {
    section: string;
    text: string;
    rank: number;
    fields: Record<string, any>;
    refs: Reference[];
  }

  interface BoardLink extends Thing {
    kind: string;
    from: string;
    to: string;
  }

  interface Board {
    notes: BoardNote[];
    links: BoardLink[];
  }

  interface Persona extends Thing {
    name: string;
    ref: Reference | null;
  }

  interface Emotion {
    stage: string;
    persona: string;
    as_is: number | null;
    to_be: number | null;
    [curve: string]: any;
  }

  interface MapNote extends Thing {
    stage: string;
    lane: string;
    persona: string;
    text: string;
  }

  interface JourneyMap {
    title: string;
    scenario: string;
    personas: Persona[];
    stages: Thing[];
    lanes: Thing[];
    notes: MapNote[];
    emotions: Emotion[];
    [name: string]: any;
  }

  interface FaultMark {
    stage: string;
    lane: string;
    rule: string;
  }

  /** A form's entry: values and evidence by field. */
  interface Entry extends Thing {
    values: Record<string, any>;
    evidence: Record<string, any[]>;
  }

  interface Branch extends Thing {
    level: number;
    text: string;
    note: string;
    link: string;
    shut: boolean;
  }

  /** What the parts of an editor share: its state and its commands. */
  interface Editor {
    [name: string]: any;
    found(place: any, field?: any): Criterion[];
  }

  interface BoardEditor extends Editor {
    task: Task<"board">;
    board(): Board;
    commit(change: (board: Board) => any, merge?: string, words?: string): any;
    foundIn(place: string): Criterion[];
    ties(id: string): string[];
  }

  interface MapEditor extends Editor {
    task: Task<"journey">;
    curves: string[];
    map(): JourneyMap;
    commit(change: (map: JourneyMap) => any, merge?: string, words?: string): any;
  }

  interface FormEditor extends Editor {
    task: Task<"form">;
    api: Api;
    commit(next: any, at: any, words: string, merge?: string): void;
    entries(): Entry[];
    entry(): Entry;
  }

  var mosaicPage: { assets: Map<string, Promise<any>>; modules: Map<string, Promise<any>> };
  var mosaicWindow: string;
  var mosaicLately: Set<string>;
  var mosaicSaid: Map<string, any>;
  var mosaicCases: Map<string, any[]>;
  var mosaicTerm: string | undefined;
}
