// Made by `make types` from mosaic_exercises/panel/wire: change the records there, not this file.

/** Something that can be done. `then`: the second button, "" where there is none; `ready`: it can be pressed, because what it does was looked at. */
export interface ActionView {
  id: string;
  title: string;
  about: string;
  button: string;
  fields: FieldView[];
  then: string;
  ready: boolean;
}

/** Ask me this exercise again, in my next review. */
export interface AgainMessage {
  type: "again";
  slug?: string;
  n?: number;
  by?: string | null;
}

/** Code and styles (file name -> text) of the kit or of a part. `room`: kinds or views, "" for the kit. */
export interface AssetReply {
  type: "asset";
  slug?: string;
  n?: number;
  by?: string;
  name: string;
  room: string;
  code: string;
  styles: Record<string, string>;
  digest: string;
}

/** Words at the edges of four quadrants: `top` over the columns, `side` beside the rows. */
export interface Axes {
  top: [string, string];
  side: [string, string];
}

/** One axis. A value on the threshold counts as high: a tie goes up. `from` and `to` name its ends. */
export interface Axis {
  name: string;
  low: number;
  high: number;
  threshold: number;
  from: string;
  to: string;
}

/** The next answer, whether it waits or not. */
export interface BesideMessage {
  type: "beside";
  slug?: string;
  n?: number;
  by?: string | null;
  step?: number;
}

/** A place for cards; `text` says what belongs there. */
export interface Bin {
  id: string;
  name: string;
  text: string;
}

/** The sentence in pieces, line by line, the gaps, and what makes no difference. */
export interface BlankView {
  lines: PieceView[][];
  blanks: Gap[];
  fold: ("accents" | "articles" | "case" | "plural" | "punctuation")[];
}

/** One part of a board. `limit`: the most notes in it; `ranked`: its notes can be put in order of weight. Rules know sections by their ids: strengths, weaknesses, opportunities, threats; so, wo, st, wt. */
export interface BoardSection {
  id: string;
  name: string;
  guidance: string;
  placeholder: string;
  limit: number;
  ranked: boolean;
  fields: NoteField[];
}

/** The board with every limit filled in (`limits`: of texts and counts) and its rules in words. */
export interface BoardView {
  sections: BoardSection[];
  noun: string;
  layout: "chain" | "columns" | "quadrants" | "rows";
  axes: Axes | null;
  links: LinkSpec[];
  given: Given[];
  wants: Want[];
  stand_ins: StandIn[];
  rules: RuleView[];
  rubric: Rubric[];
  min_notes: Record<string, number>;
  offers: Offer[];
  limits: Record<string, number>;
}

/** One notebook of the course. `here`: it is this one; `exists`: its file is there; `done` of `total` tiles are laid. */
export interface BookView {
  file: string;
  title: string;
  summary: string;
  minutes: number;
  here: boolean;
  exists: boolean;
  done: number;
  total: number;
}

/** One answer before the marker. `computer`: what the check saw (met, words); `mark`: what it earns now, null while it waits; `phrases`: comments given before; `model` and `look_for`: what makes a good answer; `name` is "" while names are hidden. */
export interface CardView {
  ref: string;
  number: number;
  of: number;
  item: string;
  title: string;
  prompt: string;
  said: string;
  outcome: string;
  points: number;
  waiting: boolean;
  parts: CriterionCardView[];
  computer: ([boolean | null, string])[];
  mark: number | null;
  comments: CommentView[];
  phrases: string[];
  twins: TwinView[];
  model: string;
  look_for: string[];
  name: string;
}

/** The case at hand, please: all of it. */
export interface CaseFileMessage {
  type: "case-file";
  slug?: string;
  n?: number;
  by?: string | null;
}

/** The case at hand, or in words why it cannot be had. */
export interface CaseFileReply {
  type: "case-file";
  slug?: string;
  n?: number;
  by?: string;
  sections?: CaseSectionView[];
  problem?: string;
}

/** The words of these interviews, please (of all, where none is named). */
export interface CaseMessage {
  type: "case";
  slug?: string;
  n?: number;
  by?: string | null;
  ids?: any[] | null;
}

/** A thing said of the case: a promise, a day, a complaint. */
export interface CaseNoteView {
  head: string;
  text: string;
  foot: string;
}

/** The page of the case. `case`: the key of its files, "" where this course has none. */
export interface CasePageView {
  v: 1;
  kind: "case";
  case: string;
  stamp?: string;
}

/** Somebody of the case. `text`: what they say, under its `key` ("" for whom nobody has interviewed); `name`: the interview's title; `about`: where and when; `face`: a drawn portrait (SVG), "" for none. */
export interface CasePersonView {
  id: string;
  key: string;
  person: string;
  role: string;
  about: string;
  name: string;
  text: string;
  face: string;
}

/** What people of the case said, or why it cannot be had. */
export interface CaseReply {
  type: "case";
  slug?: string;
  n?: number;
  by?: string;
  said?: SaidView[];
  problem?: string;
}

/** One part of the case; `noun`: what one thing of it is called. */
export interface CaseSectionView {
  id: string;
  title: string;
  noun: string;
  note: string;
  people: CasePersonView[];
  notes: CaseNoteView[];
  tables: CaseTableView[];
}

/** A table; the first of a row names it. */
export interface CaseTableView {
  title: string;
  head: string[];
  rows: string[][];
}

/** Something has changed somewhere: the page's panels ask for what they show of it. */
export interface ChangedReply {
  type: "changed";
  slug?: string;
  n?: number;
  by?: string;
}

/** Check was pressed. `id` will be the event's: a check that is sent again is written down once. */
export interface CheckMessage {
  type: "check";
  slug?: string;
  n?: number;
  by?: string | null;
  answer?: any;
  at?: number;
  base?: number | null;
  id?: string | null;
}

/** The options in this learner's order. */
export interface ChoiceView {
  mode: "many" | "one" | "true-false";
  options: Item[];
}

/** Files that were dropped, part by part. `where`: hand-ins, roster, or upload (a field of an action). */
export interface ClassDropMessage {
  type: "put";
  slug?: string;
  n?: number;
  by?: string | null;
  parts: ClassPart[];
  where: string;
}

/** A file that was made, to download, by its path in the class's folder. */
export interface ClassFileMessage {
  type: "fetch";
  slug?: string;
  n?: number;
  by?: string | null;
  name: string;
}

/** One file of the last run. */
export interface ClassFileView {
  file: string;
  learner: string;
  status: string;
  reason: string;
}

/** Hand-ins in a folder elsewhere count, too, or (`on` false) no more. */
export interface ClassFolderMessage {
  type: "folder";
  slug?: string;
  n?: number;
  by?: string | null;
  folder: string;
  on: boolean;
}

/** One item that is treated apart. */
export interface ClassItemRow {
  name: string;
  does?: string;
  why?: string;
}

/** One learner of the list; `score` in words, `last` the newest check (ms since 1970, 0 for none). */
export interface ClassLearnerView {
  key: string;
  id: string;
  name: string;
  section: string;
  status: string;
  flags: string[];
  score: string;
  last: number;
  look: string[];
}

/** One page of a list, and what was asked for. */
export interface ClassListView {
  total: number;
  page: number;
  pages: number;
  search: string;
  filter: string;
  order: string;
  learners: ClassLearnerView[];
  files: ClassFileView[];
}

/** One notebook's row of the settings. */
export interface ClassNotebookRow {
  id: string;
  due?: string;
  weight?: string;
}

/** The page. `tabs` are (id, name); `typed`: what was typed into its forms and is not done yet. */
export interface ClassPageView {
  v: 1;
  kind: "classpage";
  title: string;
  folder: string;
  problem: string;
  tabs: [string, string][];
  tab: string;
  state: ClassStateView;
  job: JobView | null;
  actions: ActionView[];
  typed: Record<string, string>;
  listed: ClassListView | null;
  questions: QuestionsView | null;
  settings: SettingsView | null;
  marking: MarkingView | null;
  stamp?: string;
}

/** A part of a dropped file, in base64: from which byte on; `last`: with it the file is whole. */
export interface ClassPart {
  id: string;
  name: string;
  at: number;
  base64: string;
  last: boolean;
}

/** How far is it? */
export interface ClassPollMessage {
  type: "poll";
  slug?: string;
  n?: number;
  by?: string | null;
}

/** Do this action, with what is filled in; `then`: what was looked at. */
export interface ClassRunMessage {
  type: "run";
  slug?: string;
  n?: number;
  by?: string | null;
  action: string;
  filled?: Record<string, string>;
  then?: boolean;
}

/** The form of the settings as it is filled in. */
export interface ClassSettingsForm {
  total?: string;
  tracks?: string;
  answer?: string;
  file?: string;
  zone?: string;
  due?: string;
  late?: Record<string, string>;
  notebooks?: ClassNotebookRow[];
  items?: ClassItemRow[];
  partial?: Record<string, string>;
}

/** The settings as they are filled in on the form `before`, to be checked, or (`save`) to be written. */
export interface ClassSettingsMessage {
  type: "settings";
  slug?: string;
  n?: number;
  by?: string | null;
  mine: ClassSettingsForm;
  before: ClassSettingsForm;
  save?: boolean;
}

/** How the class stands: dropped files, folders elsewhere, learners on the class list, whether there are settings, when it was graded (ms since 1970, 0 for never), learners by status, whether something came since. */
export interface ClassStateView {
  files: number;
  folders: string[];
  roster: number;
  settings: boolean;
  graded: number;
  statuses: Record<string, number>;
  stale: boolean;
}

/** Stop the work that is under way. */
export interface ClassStopMessage {
  type: "stop";
  slug?: string;
  n?: number;
  by?: string | null;
}

/** A page of the class's page: a tab, and which part of its list. */
export interface ClassTabMessage {
  type: "tab";
  slug?: string;
  n?: number;
  by?: string | null;
  tab: string;
  search?: string;
  filter?: string;
  order?: string;
  page?: number;
}

/** What is typed into a form and not done yet, as the page will want it back; "" for nothing more. */
export interface ClassTypedMessage {
  type: "typed";
  slug?: string;
  n?: number;
  by?: string | null;
  form: string;
  text: string;
}

/** A comment on these answers. */
export interface CommentMessage {
  type: "comment";
  slug?: string;
  n?: number;
  by?: string | null;
  refs: string[];
  text: string;
}

/** One comment of a card. */
export interface CommentView {
  id: number;
  text: string;
  author: string;
  mine: boolean;
}

/** A control with its default filled in; a file with its empty form (`template`) and `how` to fill it in. */
export interface ControlView {
  id: string;
  label: string;
  type: "choice" | "file" | "slider" | "toggle";
  min: number;
  max: number;
  step: number;
  default: number | string | boolean;
  unit: string;
  options: Item[];
  form: string;
  groups: boolean;
  template?: string;
  how?: string;
}

/** The course's name and edition. */
export interface CourseView {
  title: string;
  version: string;
}

/** One criterion of a card. `level` is null until it is judged; `stale`: it was judged for another answer. */
export interface CriterionCardView {
  id: string;
  label: string;
  levels: string[];
  level: number | null;
  marker: string;
  version: number;
  stale: boolean;
}

/** One thing that a check looked at; `misconception` by its name. `worth`: what a near miss earns. */
export interface CriterionView {
  id: string;
  met: boolean | null;
  seen: string;
  why: string;
  try_next: string;
  item: string;
  misconception: string;
  judge: "computer" | "learner" | "marker";
  worth?: number;
}

/** The debate, its sides in this learner's order; `longest`: the most characters that can be checked. */
export interface DebateView {
  motion: string;
  sides: Side[];
  min_words: number;
  max_words: number;
  rubric: Rubric[];
  longest: number;
}

/** Something the learner can say, and the turn it leads to. Ids are neutral and unique over the conversation. */
export interface DialogueMove {
  id: string;
  text: string;
  to: string;
}

/** The conversation; what can be said at a turn stands in this learner's order. */
export interface DialogueView {
  them: string;
  you: string;
  turns: Turn[];
}

/** How a class divided: answers by side, and all. */
export interface DivisionView {
  counts: Record<string, number>;
  total: number;
}

/** All answers as a file. */
export interface DownloadMessage {
  type: "download";
  slug?: string;
  n?: number;
  by?: string | null;
}

/** Something was typed. */
export interface DraftMessage {
  type: "draft";
  slug?: string;
  n?: number;
  by?: string | null;
  answer?: any;
  at?: number;
  base?: number | null;
}

/** A notebook that has a drill. */
export interface DrillPlace {
  title: string;
  file: string;
}

/** The file to hand in, into the learner's folder on the shared disk. */
export interface DropMessage {
  type: "drop";
  slug?: string;
  n?: number;
  by?: string | null;
}

/** The review as it is now; with `more` what is due is drawn again. `days`: when the learner's day and the next ones end (ms since 1970). */
export interface DueMessage {
  type: "due";
  slug?: string;
  n?: number;
  by?: string | null;
  more?: boolean;
  days?: number[];
}

/** Points of one tile, or of several together. `points`: earned; `possible`: all there are; `waiting`: those that a person has yet to give; `closed`: those that can no longer be earned, as the solution was opened first. */
export interface Earned {
  points: number;
  possible: number;
  waiting: number;
  closed: number;
}

/** What the answers so far have earned, in points. `late`: the answer that was checked last was given after the solution was opened, and counts for nothing. */
export interface EarnedView {
  points: number;
  waiting: number;
  closed: number;
  late: boolean;
}

/** An ellipse by centre and radii. */
export interface Ellipse {
  shape: "ellipse";
  cx: number;
  cy: number;
  rx: number;
  ry: number;
  fill: string;
}

/** It is not: another window has written since. */
export interface ElsewhereReply {
  type: "elsewhere";
  slug?: string;
  n?: number;
  by?: string;
  at: number;
  other: OtherAnswer;
}

/** A conversation or the notes of a notebook, and how long it takes to hear. */
export interface EpisodeView {
  id: string;
  title: string;
  minutes: number;
  spoken: SpokenView[];
}

/** One act. `id` is unique for good: events of two windows, two machines or a file merge by it. `prev` names the event before it on the disk (see above); it is left out where there is none, so that the lines of earlier versions stay as they were, to the byte. */
export interface Event {
  v: 1;
  id: string;
  course: string;
  rev: number;
  workbook: string;
  session: string;
  seq: number;
  exercise: string;
  type: "check" | "hint" | "solution";
  at: string;
  answer: any;
  outcome: "correct" | "incorrect" | "invalid" | "not_attempted" | "partial" | "recorded" | null;
  score: number | null;
  prev?: string;
}

/** Events that Python asked for, having lost them. */
export interface EventsMessage {
  type: "events";
  slug?: string;
  n?: number;
  by?: string | null;
  events: any[];
}

/** One exercise. `task` is the record that its kind shows (`Tasks` in the declarations). `answer` is what stands, `answer_at` when it was given (ms since 1970), `answer_by` in which window, `answer_base` the newest answer of others that this window had seen. `checked` is the answer that `result` speaks of, null where it can no longer be read. `solution_left`: how many tries until the solution can be opened (null: there is none). `saved`: whether this disk keeps what is done, else `problem` says why. `returns`: a review can ask it again. `concepts` by name, of a drill's question. `case`: the key of the case's files, where the exercise is about the case and they are here. `terms`: those of the glossary that the prompt links. */
export interface ExerciseView {
  v: 1;
  kind: string;
  slug: string;
  rev: number;
  title: string;
  prompt: string;
  points: number;
  task: any;
  files: FormatView[];
  answer: any;
  answer_at: number;
  answer_by: string;
  answer_base: number;
  checked: any;
  result: ResultView | null;
  former: FormerView | null;
  attempts: number;
  earned: EarnedView | null;
  hints: HintsView;
  solution: SolutionView | null;
  solution_left: number | null;
  saved: boolean;
  problem: string;
  workbook: string;
  who: string;
  returns?: boolean;
  concepts?: string[];
  case?: string;
  terms?: PromptTermView[];
  stamp?: string;
}

/** The answer as a file. `as` is an id of the view's `files`; `entry` the part of it that is seen (a card). */
export interface ExportMessage {
  type: "export";
  slug?: string;
  n?: number;
  by?: string | null;
  as: string;
  entry?: string | null;
  answer?: any;
}

/** One field. Limits of 0 stand for the type's own. `guidance` helps to fill it in. `evidence`: its sources can be named. `role`: what the persona rules take it for; `sort`: what it is to the plan. `plain`: the rule "empty-words" reads it. `free_numbers`: a number in it is no claim. `options`, `many` belong to a choice; `low` to `high_label` to a scale; `columns` to a log; `min_items`, `max_items` to list and log. */
export interface FieldSpec {
  id: string;
  label: string;
  type: "choice" | "evidence" | "list" | "log" | "long" | "portrait" | "scale" | "short";
  required: boolean;
  guidance: string;
  placeholder: string;
  role: "" | "activity" | "aptitude" | "attitude" | "channel" | "demographic" | "end-goal" | "experience-goal" | "frustration" | "life-goal" | "motivation" | "name" | "need" | "quote" | "skill";
  sort: string;
  evidence: boolean;
  plain: boolean;
  free_numbers: boolean;
  max_chars: number;
  min_items: number;
  max_items: number;
  options: Item[];
  many: boolean;
  low: number;
  high: number;
  low_label: string;
  high_label: string;
  columns: LogColumn[];
}

/** One field of an action's form; `choices` are (value, words). */
export interface FieldView {
  name: string;
  label: string;
  sort: "check" | "choice" | "file" | "folder" | "number" | "text" | "words";
  hint: string;
  choices: [string, string][];
  value: string;
  needed: boolean;
  accept: string;
}

/** A picture's figures. */
export interface FiguresView {
  columns: string[];
  rows: any[][];
}

/** A file to save (`text`, or `base64` where it is none), pages to print (SVG), or why there is none. */
export interface FileReply {
  type: "file";
  slug?: string;
  n?: number;
  by?: string;
  as?: string;
  name?: string;
  mime?: string;
  text?: string;
  base64?: string;
  pages?: string[];
  problem?: string;
}

/** Both sides of a card; `sort`: concept or mix-up. */
export interface FlashCardView {
  sort: string;
  front: string;
  back: string;
  example: string;
  trap: string;
}

/** Fields under one heading; on a canvas its id is its place in `grid`. */
export interface FormSection {
  id: string;
  name: string;
  fields: FieldSpec[];
  guidance: string;
}

/** The form with every limit filled in, the rules in words, the words for sorts of evidence, and the shapes of the portrait where it has one. */
export interface FormView {
  sections: FormSection[];
  noun: string;
  nouns: string;
  min_entries: number;
  max_entries: number;
  layout: "canvas" | "sections";
  grid: string[];
  title_field: string;
  group_field: string;
  rules: RuleView[];
  rubric: Rubric[];
  evidence: ("assumption" | "data" | "interview" | "survey")[];
  sources: SourceView[];
  evidence_names: Record<string, string>;
  limits: Record<string, number>;
  portrait: PortraitTable | null;
}

/** One sort of file of an answer: its ending, its name on the button, and whether it can be opened again. */
export interface FormatView {
  id: string;
  name: string;
  opens: boolean;
  saves: boolean;
  binary: boolean;
  foreign: boolean;
}

/** The last answer to an earlier edition of the exercise, in words. `at` in milliseconds since 1970. */
export interface FormerView {
  at: number;
  outcome: "correct" | "incorrect" | "invalid" | "not_attempted" | "partial" | "recorded" | null;
  said: string;
}

/** `label`: the field's name for those who do not see it (default "Blank 1"). `width` in letters. */
export interface Gap {
  id: string;
  label: string;
  width: number;
}

/** A note that stands there already and stays. */
export interface Given {
  id: string;
  section: string;
  text: string;
  fields: Record<string, string | number>;
}

/** The glossary, please: all of it. */
export interface GlossaryMessage {
  type: "glossary";
  slug?: string;
  n?: number;
  by?: string | null;
}

/** The glossary; `problem`: what of the learner's own could not be read. */
export interface GlossaryReply {
  type: "glossary";
  slug?: string;
  n?: number;
  by?: string;
  terms?: GlossaryTerm[];
  problem?: string;
}

/** A term, in the course's markup, under its `letter`. `unlike` and `related` are slugs; `taught` is None where the notebook is still to be written; `yours`: what the learner made with it. */
export interface GlossaryTerm {
  id: string;
  letter: string;
  term: string;
  meaning: string;
  formula: string;
  example: string;
  trap: string;
  unlike: string;
  related: string[];
  taught: TermPlace | null;
  practised: TermPlace[];
  yours: TermPlace[];
}

/** The page of the glossary, without a word of it: `count`: how many terms there are, `term`: the id of the one to show first, "" for none. */
export interface GlossaryView {
  v: 1;
  kind: "glossary";
  count: number;
  term: string;
  stamp?: string;
}

/** This very answer. */
export interface GoMessage {
  type: "go";
  slug?: string;
  n?: number;
  by?: string | null;
  ref: string;
}

/** One concept in two checks: whether the first try was right, before and now; null where there was none. */
export interface GrowthView {
  concept: string;
  before: boolean | null;
  now: boolean | null;
}

/** The file to hand in. */
export interface HandInMessage {
  type: "handin";
  slug?: string;
  n?: number;
  by?: string | null;
}

/** A panel was drawn. `draft` and `ids` (of events) are what the browser holds, `seen` is the stamp of the view that it has, `others` names workbooks that it holds besides. */
export interface HelloMessage {
  type: "hello";
  slug?: string;
  n?: number;
  by?: string | null;
  draft?: MirroredDraft | null;
  ids?: any[];
  seen?: string | null;
  others?: any;
}

/** The next hint, please. */
export interface HintMessage {
  type: "hint";
  slug?: string;
  n?: number;
  by?: string | null;
}

/** How many hints there are, and those that were opened. */
export interface HintsView {
  total: number;
  shown: string[];
}

/** A file that was saved here, to be opened. */
export interface ImportMessage {
  type: "import";
  slug?: string;
  n?: number;
  by?: string | null;
  as: string;
  text: string;
}

/** The answer in a file, or what is wrong with it; `told`: what of the file it could not take over. Nothing is kept until the learner says so. */
export interface ImportedReply {
  type: "imported";
  slug?: string;
  n?: number;
  by?: string;
  answer?: any;
  told?: string;
  problem?: string;
}

/** A thing that can be chosen, ordered or sorted. Ids are neutral: they never give the answer away. */
export interface Item {
  id: string;
  text: string;
}

/** The queue of this item. */
export interface ItemMessage {
  type: "item";
  slug?: string;
  n?: number;
  by?: string | null;
  item: string;
}

/** How far the work is. */
export interface JobReply {
  type: "job";
  slug?: string;
  n?: number;
  by?: string;
  job: JobView | null;
}

/** The work that is under way, or was done last. `total` is 0 where it is not known. */
export interface JobView {
  number: number;
  title: string;
  state: "done" | "failed" | "partly" | "running" | "stopped";
  doing: string;
  done: number;
  total: number;
  what: string;
  lines: string[];
  problem: string;
  files: MadeFileView[];
}

/** The task, the palettes, the rules in words and the limits; in mode find the `map` to read, as an answer, and how many faults can be marked. */
export interface JourneyView {
  mode: "build" | "find";
  stages: Named[];
  lanes: StartLane[];
  lane_types: PaletteView[];
  rules: RuleView[];
  fill: ("actions" | "corridor" | "department" | "free" | "initiative" | "needs" | "opportunities" | "pains" | "thoughts" | "touchpoints")[];
  curves: "as-is" | "both";
  min_stages: number;
  min_personas: number;
  personas_from: string[];
  stand_ins: Named[];
  departments: string[];
  needs: NeedItem[];
  channels: Item[];
  initiatives: Item[];
  corridor: Item[];
  receivers: Item[];
  rubric: Rubric[];
  map: Record<string, any> | null;
  offers: Offer[];
  limits: Record<string, number>;
  faults_at_most: number;
}

/** A level (None takes it back) for these answers; `seen` is the version of each that the marker saw. */
export interface JudgeMessage {
  type: "judge";
  slug?: string;
  n?: number;
  by?: string | null;
  refs: string[];
  criterion: string;
  level: number | null;
  seen: Record<string, number>;
}

/** A row of a page to keep: its head, and what it says, a paragraph a line. */
export interface KeepRowView {
  head: string;
  text: string;
}

/** What a notebook leaves to keep. All that there is comes at once: nothing is asked of Python. */
export interface KeepView {
  v: 1;
  kind: "keep";
  pages: SheetView[];
  forms: SheetView[];
  stamp?: string;
}

/** A learner's own CSV file. */
export interface LabFile {
  name?: any;
  text?: any;
}

/** The picture's controls and the question; `longest`: the most characters of a note. */
export interface LabView {
  run: string;
  controls: ControlView[];
  ask: string;
  longest: number;
}

/** Who works in this workbook. Every field may be empty until the learner says. */
export interface Learner {
  name: string;
  id: string;
  email: string;
  track: "any" | "intermediate" | "manager";
}

/** Who works here. */
export interface LearnerMessage {
  type: "learner";
  slug?: string;
  n?: number;
  by?: string | null;
  learner: Learner;
}

/** What was forgotten `lapses` times, and the notebook that teaches it. */
export interface LeechView {
  title: string;
  file: string;
  lapses: number;
}

/** One of the five letters: the verdict, why, what to try next, and the words on which it `rests`. */
export interface LetterView {
  letter: string;
  verdict: "ask" | "no" | "unsure" | "yes";
  why: string;
  try_next: string;
  rests: string[];
}

/** A sort of link: `name` reads as a verb ("serves"); from and to are the sections whose notes it may join. */
export interface LinkSpec {
  id: string;
  name: string;
  from: string[];
  to: string[];
}

/** Conversations and study notes to listen to. All of it comes at once: nothing is asked of Python. */
export interface ListenView {
  v: 1;
  kind: "listen";
  episodes: EpisodeView[];
  notes: EpisodeView[];
  stamp?: string;
}

/** What stands in a lab's controls or in a statement while it is typed; or a `file` for a lab. `width` in css pixels, of the picture. */
export interface LiveMessage {
  type: "live";
  slug?: string;
  n?: number;
  by?: string | null;
  values?: any;
  theme?: string | null;
  width?: number | null;
  file?: LabFile;
}

/** A lab's picture with what it shows in words, or what a kind says to what is typed (`live`), or in words what is in the way. `files`: the learner's own, `groups`: those of the file that is chosen; `saved`: the name that a file was given. */
export interface LiveReply {
  type: "live";
  slug?: string;
  n?: number;
  by?: string;
  picture?: PictureView;
  finding?: string;
  notes?: string[];
  live?: any;
  error?: string;
  files?: string[];
  groups?: string[];
  saved?: string;
}

/** What the text in a slot is taken for as it stands, and what is `missing`. */
export interface LiveView {
  slot: string;
  spans: SpanView[];
  missing: string[];
  letters: LetterView[];
}

/** One column of a log. `most`: its amounts may add up to no more (0: it is not added up), for each that the column `per` names where there is one. */
export interface LogColumn {
  id: string;
  label: string;
  type: "date" | "text";
  max_chars: number;
  most: number;
  per: string;
}

/** A file that was made: its path in the class's folder, and its bytes. */
export interface MadeFileView {
  name: string;
  bytes: number;
}

/** A map to begin from. `name` is its middle, `about` says what it is for; the note of a branch says in a line what belongs there. */
export interface MapTemplate {
  id: string;
  name: string;
  about: string;
  nodes: Node[];
}

/** Who marks, as learners read it. */
export interface MarkerMessage {
  type: "marker";
  slug?: string;
  n?: number;
  by?: string | null;
  name: string;
}

/** The marking queue. `names`: they are shown; `undo`: how many acts can be taken back. */
export interface MarkingView {
  v: 1;
  kind: "marking";
  source: string;
  marker: string;
  names: boolean;
  problem: string;
  piles: PileView[];
  item: string;
  card: CardView | null;
  undo: number;
  stamp?: string;
}

/** `left` keeps the author's order, `right` is shuffled by learner and may have spares. `reuse`: whether one right item may be joined to several left ones. The labels head the two sides. */
export interface MatchTask {
  left: Item[];
  right: Item[];
  left_label: string;
  right_label: string;
  reuse: boolean;
}

/** What a browser's own storage holds of an exercise: the answer, when it was typed (ms since 1970), and the time of the newest answer of other windows that it had shown by then. */
export interface MirroredDraft {
  answer?: any;
  at?: number;
  base?: number | null;
  by?: string | null;
}

/** The tiles of one notebook and of those that continue it (`books`: their files), and the patches of the picture that they lay. Patches are two thirds of the head's view and change only with the tiles there are: after a refresh they come again only where they are others. */
export interface ModuleView {
  id: string;
  title: string;
  books: string[];
  tiles: Tile[];
  patches?: Patch[];
}

/** The mosaic so far. */
export interface MosaicView {
  done: number;
  total: number;
  modules: ModuleView[];
}

/** A stage or a stand-in persona of the map to start from. Its id is permanent. */
export interface Named {
  id: string;
  name: string;
}

/** What the four quadrants are called; top is high on y, right is high on x. */
export interface Names {
  top_left: string;
  top_right: string;
  bottom_left: string;
  bottom_right: string;
}

/** Show or hide names. */
export interface NamesMessage {
  type: "names";
  slug?: string;
  n?: number;
  by?: string | null;
  on: boolean;
}

/** One of Maslow's needs: "D" a deficiency, "B" being. */
export interface NeedItem {
  id: string;
  name: string;
  kind: "B" | "D";
}

/** The next answer that waits, or with `step` -1 the one before. */
export interface NextMessage {
  type: "next";
  slug?: string;
  n?: number;
  by?: string | null;
  step?: number;
}

/** One branch; it lies under the nearest one above it of the level before. `shut`: what is under it is folded. `picture`: the address of a picture (`images.py`), `alt`: what it shows, in words. */
export interface Node {
  id: string;
  level: number;
  text?: string;
  note?: string;
  link?: string;
  shut?: boolean;
  picture?: string;
  alt?: string;
}

/** A field that each note of a section has. `options` belong to a choice, `low` and `high` to a scale, `max_chars` (0: 200) to a text. */
export interface NoteField {
  id: string;
  label: string;
  type: "choice" | "scale" | "text";
  options: Item[];
  low: number;
  high: number;
  max_chars: number;
  required: boolean;
  guidance: string;
}

/** What stands around the field. What is plausible stays with Python: it narrows the answer down. */
export interface NumberView {
  unit: string;
  unit_before: boolean;
  decimals: number | null;
  placeholder: string;
}

/** Tessera's own example of what may be pulled in, offered while the learner has made nothing to pull in. */
export interface ObjectiveStandIn {
  id: string;
  label: string;
  sort: string;
}

/** The slots, what is asked beside them, the limits (characters), and the rules in words. */
export interface ObjectiveView {
  slots: Slot[];
  aims: Item[];
  ask: ("aim" | "baseline" | "owner" | "resources")[];
  wants: Want[];
  stand_ins: ObjectiveStandIn[];
  rules: RuleView[];
  rubric: Rubric[];
  offers: Offer[];
  limits: Record<string, number>;
}

/** One thing a learner made elsewhere. `title` is the title of the exercise it was made in. */
export interface Offer {
  exercise: string;
  object: string;
  label: string;
  sort: string;
  title: string;
}

/** Another gradebook, please. */
export interface OpenMessage {
  type: "open";
  slug?: string;
  n?: number;
  by?: string | null;
  source: string;
}

/** `items` in any order of the author's; `from_label` and `to_label` name the two ends of the row. */
export interface OrderTask {
  items: Item[];
  from_label: string;
  to_label: string;
}

/** What another window wrote: the answer, when (ms since 1970), which window, and the answer in words. */
export interface OtherAnswer {
  answer: any;
  at: number;
  by: string;
  text: string;
}

/** `root`: the map's middle. `start`: the branches it begins with; `templates`: others that it can begin with. The least of each is 0 for "not asked". */
export interface OutlineTask {
  root: string;
  start: Node[];
  templates: MapTemplate[];
  min_branches: number;
  min_levels: number;
  min_notes: number;
  min_links: number;
}

/** A page that the instructor returned, by its file's name. */
export interface PageMessage {
  type: "page";
  slug?: string;
  n?: number;
  by?: string | null;
  name: string;
}

/** A page that the instructor returned, as HTML that is shown where it can do nothing; or why it cannot be had. */
export interface PageReply {
  type: "page";
  slug?: string;
  n?: number;
  by?: string;
  name: string;
  html?: string;
  problem?: string;
}

/** A sort of lane that can be added; a `derived` one shows what touchpoints say and holds no notes of its own. */
export interface PaletteView {
  id: "actions" | "corridor" | "department" | "free" | "initiative" | "needs" | "opportunities" | "pains" | "thoughts" | "touchpoints";
  name: string;
  guidance: string;
  derived: boolean;
}

/** One tile's stones: the outline of all, and of those of each colour (hex), as SVG path data; a stone is one unit, a panel `ACROSS` wide and `DOWN` high. */
export interface Patch {
  outline: string;
  colours: [string, string][];
}

/** A lab's picture. `title` and `alt` are said to screen readers. */
export interface PictureView {
  svg: string;
  title: string;
  alt: string;
  table: FiguresView;
}

/** A piece of a line: a text, or the id of a gap. */
export interface PieceView {
  text?: string;
  blank?: string;
}

/** One item in the list of what there is to mark. `unjudged`: answers that nobody has judged. */
export interface PileView {
  item: string;
  title: string;
  answers: number;
  waiting: number;
  points: number;
  unjudged: number;
}

/** One chapter of the plan. */
export interface PlanChapterView {
  title: string;
  parts: PlanPartView[];
}

/** The plan as a file: html, pptx or md; its pitch: pitch-html or pitch-pptx. */
export interface PlanMessage {
  type: "plan";
  slug?: string;
  n?: number;
  by?: string | null;
  as: string;
}

/** One part of the plan: the exercise that makes it, its state, what is to do, and in which notebook. */
export interface PlanPartView {
  slug: string;
  title: string;
  state: string;
  todo: string;
  file: string;
  notebook: string;
}

/** The plan's cover. */
export interface PlanPictureView {
  svg: string;
  alt: string;
}

/** A question that a board would ask, and the title of the exercise it is drawn from ("": asked of any plan). */
export interface PlanQuestionView {
  text: string;
  about: string;
}

/** The plan: `made` of `all` parts are made; `broken`: references that lead nowhere, in words. Where the disk cannot be read there is no title, no track and no picture. */
export interface PlanView {
  v: 1;
  kind: "plan";
  workbook: string;
  saved: boolean;
  problem: string;
  chapters: PlanChapterView[];
  broken: string[];
  made: number;
  all: number;
  title?: string;
  track?: string;
  picture?: PlanPictureView;
  asked: PlanQuestionView[];
  asked_about: string;
  stamp?: string;
}

/** A closed polygon. */
export interface Polygon {
  shape: "polygon";
  points: [number, number][];
  fill: string;
}

/** All questions of this drill. */
export interface PoolMessage {
  type: "pool";
  slug?: string;
  n?: number;
  by?: string | null;
}

/** One way a trait can be. */
export interface PortraitOption {
  id: string;
  text: string;
}

/** Shapes that are drawn where `trait` has `option`; "*" for any. */
export interface PortraitPart {
  trait: string;
  option: string;
  shapes: (Ellipse | Rect | Polygon)[];
}

/** The whole table: the `box` of the drawing, the traits, the parts in the order to draw them, and for a trait the colour of each of its options, which a fill "@trait" stands for. */
export interface PortraitTable {
  box: [number, number, number, number];
  traits: PortraitTrait[];
  parts: PortraitPart[];
  colours: Record<string, Record<string, string>>;
}

/** Something that can be chosen; the first option stands where nothing was. */
export interface PortraitTrait {
  id: string;
  label: string;
  options: PortraitOption[];
}

/** A term of the glossary that a prompt uses: its id, the word as it stands there, and what it means. */
export interface PromptTermView {
  id: string;
  word: string;
  meaning: string;
}

/** A thing to place; `detail` is what is known of it. */
export interface QuadrantPoint {
  id: string;
  text: string;
  detail: string;
}

/** The plane. Points keep the author's order, by which they are numbered. */
export interface QuadrantView {
  x: Axis;
  y: Axis;
  quadrants: Names;
  points: QuadrantPoint[];
  arrows: boolean;
  own: number;
  least: number;
  noun: string;
  nouns: string;
  wants: Want[];
  stand_ins: QuadrantPoint[];
  offers: Offer[];
}

/** One question: the share of its points that the class earns, between `low` and `high` for 95 of 100 such classes; the most frequent answers that earn less, each with how often. */
export interface QuestionView {
  title: string;
  name: string;
  asked: number;
  facility: number;
  low: number;
  high: number;
  discrimination: string;
  blank: string;
  wrong: [string, string][];
}

/** What the questions tell: the class in numbers (figure, what it is), how the scores lie (range, learners), keys to look at (title, name, reasons, answer), the hardest questions, mix-ups (name, truth, answers, where). */
export interface QuestionsView {
  cards: [string, string][];
  bars: [string, number][];
  keys: [string, string, string[], string][];
  hardest: QuestionView[];
  mixups: [string, string, string, string][];
  items: number;
}

/** One drill: this round's questions, or (`whole`) all of its pool. `size`: questions a round. `fixed`: a check, the same for everyone, with no further rounds; `growth`: beside the check that came before it. */
export interface QuizView {
  v: 1;
  kind: "quiz";
  slug: string;
  title: string;
  intro: string;
  points: number;
  round: number;
  rounds: number;
  size: number;
  pool: number;
  whole: boolean;
  fixed: boolean;
  growth: GrowthView[];
  questions: ExerciseView[];
  workbook: string;
  stamp?: string;
}

/** A card was turned and rated: 1 again, 2 hard, 3 good, 4 easy. `id` will be the event's. */
export interface RateMessage {
  type: "rate";
  slug?: string;
  n?: number;
  by?: string | null;
  card: string;
  rating: number;
  id?: string | null;
}

/** Rows, and how each is rated. A scale is either whole numbers `low` to `high` with `anchors` ("1" = "never"), or named `points`. `form = "weights"`: each row takes a share of `total` instead. `columns`: the questions asked of each row (expectation and perception; functional and dysfunctional); none is one question. `raters`: whether colleagues' answers may be laid beside one's own. `formative`: nothing is expected, so the button says Record. */
export interface RateTask {
  rows: RatedRow[];
  form: "scale" | "weights";
  low: number;
  high: number;
  anchors: Record<string, string>;
  points: Item[];
  columns: Item[];
  total: number;
  raters: boolean;
  formative: boolean;
}

/** What is rated; `detail` is the smaller print. */
export interface RatedRow {
  id: string;
  text: string;
  detail: string;
}

/** A rectangle with rounded corners of radius `r`. */
export interface Rect {
  shape: "rect";
  x: number;
  y: number;
  w: number;
  h: number;
  r: number;
  fill: string;
}

/** The page as it is now: something was answered elsewhere on it. */
export interface RefreshMessage {
  type: "refresh";
  slug?: string;
  n?: number;
  by?: string | null;
}

/** What this browser kept of another workbook; the learner said yes. */
export interface RestoreMessage {
  type: "restore";
  slug?: string;
  n?: number;
  by?: string | null;
  workbook: string;
  events?: any[];
  drafts?: any[];
  learner?: any;
}

/** What a check found. */
export interface ResultView {
  outcome: "correct" | "incorrect" | "invalid" | "not_attempted" | "partial" | "recorded";
  score: number;
  summary: string;
  criteria: CriterionView[];
}

/** A page that the instructor returned: its file's name, what it is, by whom, when (ms since 1970). */
export interface ReturnedView {
  name: string;
  title: string;
  by: string;
  at: number;
}

/** What a review asks next: a card or a question. */
export interface ReviewItemView {
  id: string;
  card: FlashCardView | null;
  question: ExerciseView | null;
}

/** Today's review: `items` fit into `minutes`; `due` today, `week`: within seven days, `days`: on each of the next fourteen; `known`: how many memories there are. `absent`: why there is no review here, `drills`: what can be done in its place. */
export interface ReviewView {
  v: 1;
  kind: "review";
  absent: string;
  drills: DrillPlace[];
  due: number;
  week: number;
  days: number[];
  known: number;
  minutes: number;
  leeches: LeechView[];
  items: ReviewItemView[];
  workbook: string;
  saved: boolean;
  problem: string;
  stamp?: string;
}

/** The wall of one exercise. `version` changes with the folder; `hung`: of how many people something hangs; `unread`: files that cannot be read, and why. */
export interface RoomView {
  v: 1;
  kind: "room";
  folder: string;
  problem: string;
  version: number;
  people: number;
  names: boolean;
  items: WallItemView[];
  slug: string;
  sort: string;
  hung: number;
  cards: WallCardView[];
  curves: WallCurveView[];
  rows: WallRowView[];
  sides: WallSideView[];
  unread: WallLineView[];
  stamp?: string;
}

/** Another round of this drill. */
export interface RoundMessage {
  type: "round";
  slug?: string;
  n?: number;
  by?: string | null;
}

/** One criterion that a marker scores. `levels`: what each level looks like, lowest first; none: met or not. */
export interface Rubric {
  id: string;
  label: string;
  levels: string[];
}

/** A rule that is looked at, in words. */
export interface RuleView {
  id: string;
  text: string;
}

/** One interview's words, under their key. */
export interface SaidView {
  id: string;
  key: string;
  text: string;
}

/** What was typed at this time (ms since 1970) is on the disk. */
export interface SavedReply {
  type: "saved";
  slug?: string;
  n?: number;
  by?: string;
  at: number;
}

/** Hand in where the class collects, please; views tell how it goes. */
export interface SendInMessage {
  type: "send-in";
  slug?: string;
  n?: number;
  by?: string | null;
}

/** Handing in where the class collects: how it stands (`open`: nothing has been handed in from here), the receipt (`version` 0: none; `at`: seconds since 1970), how many answers have come since, what is in the way, and the page that lists what arrived. */
export interface SentInView {
  state: "arrived" | "failed" | "open" | "sending";
  version: number;
  at: number;
  receipt: string;
  note: string;
  since: number;
  problem: string;
  page: string;
}

/** The settings as texts in fields; "" is what is left out. */
export interface SettingsFormView {
  total: string;
  tracks: string;
  answer: string;
  file: string;
  zone: string;
  due: string;
  late: Record<string, string>;
  notebooks: SettingsNotebookView[];
  items: SettingsItemView[];
  partial: Record<string, string>;
}

/** One item that is treated apart. */
export interface SettingsItemView {
  name: string;
  does: string;
  why: string;
}

/** One notebook's row of the settings. */
export interface SettingsNotebookView {
  id: string;
  title: string;
  points: number;
  due: string;
  weight: string;
}

/** What the settings come to, or what is wrong with them. */
export interface SettingsReply {
  type: "settings";
  slug?: string;
  n?: number;
  by?: string;
  settings: SettingsView;
}

/** The settings: the `form` as it is filled in, and `base`, as the file says. `told`: what they come to; `problem`: why they cannot be used, and `unread`: because the file cannot be read; `asked`: what was pressed; `changed`: what the file says meanwhile (key, what), `clashes`: what was changed here as well (key, there, here); `names`: what can be excluded (name, title); `kinds`: of exercises. */
export interface SettingsView {
  form: SettingsFormView;
  base: SettingsFormView;
  told: string[];
  problem: string;
  saved: boolean;
  unread: boolean;
  asked: "" | "check" | "save";
  changed: [string, string][];
  clashes: [string, string, string][];
  names: [string, string][];
  kinds: string[];
}

/** A page to keep or a form to fill in: to read (`rows`), and on paper (`svg`, A4). */
export interface SheetView {
  id: string;
  title: string;
  use: string;
  rows: KeepRowView[];
  svg: string;
}

/** One side: its `name` in a line, and its `strongest` point, which whoever takes the other side must answer. */
export interface Side {
  id: string;
  name: string;
  strongest: string;
}

/** A place for one objective, such as a perspective of the scorecard. Its id is permanent. */
export interface Slot {
  id: string;
  name: string;
  guidance: string;
  placeholder: string;
}

/** The solution, please. */
export interface SolutionMessage {
  type: "solution";
  slug?: string;
  n?: number;
  by?: string | null;
}

/** The right (or model) answer; `reasons` are (item, reason). */
export interface SolutionView {
  answer: any;
  why: string;
  reasons: [string, string][];
}

/** A thing to place; `detail` is the smaller print on it. */
export interface SortCard {
  id: string;
  text: string;
  detail: string;
}

/** `bins` keep the author's order (on a ladder: lowest rung first); cards are shuffled by learner. */
export interface SortTask {
  bins: Bin[];
  cards: SortCard[];
  layout: "bins" | "ladder";
}

/** A source as the browser gets it. Of an interview that can be read in full: who speaks (`person`, `role`), `about` when and where, `name` what it is called, and the `key` of its words. */
export interface SourceView {
  id: string;
  source: "assumption" | "data" | "interview" | "survey";
  title: string;
  text: string;
  group: string;
  person?: string;
  role?: string;
  about?: string;
  name?: string;
  key?: string;
}

/** Some words of the text (from `start` to before `end`) and what they stand for. */
export interface SpanView {
  start: number;
  end: number;
  role: string;
  words: string;
}

/** What one voice (a or b) says before the other goes on. `name`: the speaker's, "" in notes; `word`: it is the word that the next ones explain. */
export interface SpokenView {
  who: string;
  name: string;
  sentences: string[];
  word: boolean;
}

/** The case's own example of something to pull in, offered while the learner has made nothing. */
export interface StandIn {
  id: string;
  label: string;
  sort: string;
}

/** A lane of the map to start from. */
export interface StartLane {
  id: string;
  type: "actions" | "corridor" | "department" | "free" | "initiative" | "needs" | "opportunities" | "pains" | "thoughts" | "touchpoints";
  name: string;
}

/** The head of a notebook. `fixed`: what of the learner the server says, and nobody can change; `events`: how many acts are on record; `notices`: what was mended when the answers were read; `returned`: pages that came back, newest first. */
export interface StartView {
  v: 1;
  kind: "start";
  course: CourseView;
  learner: Learner;
  fixed: string[];
  tracks: TrackView[];
  mosaic: MosaicView;
  notebooks: BookView[];
  prev: WayView | null;
  next: WayView | null;
  workbook: string;
  events: number;
  saved: boolean;
  problem: string;
  notices: string[];
  returned: ReturnedView[];
  stamp?: string;
}

/** The foot of a notebook: what is done, what is missing (in words). `drop`: the learner's folder on a shared disk where their instructor collects, "" where there is none; `handed`: when they last handed in there (ms since 1970), 0 for never. `sent`: where the class collects over the web. */
export interface SubmitView {
  v: 1;
  kind: "submit";
  prev: WayView | null;
  next: WayView | null;
  learner: Learner;
  fixed: string[];
  rows: TileRow[];
  total: Earned;
  missing: string[];
  workbook: string;
  saved: boolean;
  problem: string;
  drop: string;
  handed: number;
  sent: SentInView | null;
  stamp?: string;
}

/** A column that is asked for: its name as in the code, what it holds, and in which unit. */
export interface TableColumn {
  name: string;
  text: string;
  type: "number" | "text";
  unit: string;
}

/** `by`: the text column that names a row; `ordered`: the order of rows counts; `code`: a beginning to run. */
export interface TableTask {
  columns: TableColumn[];
  by: string;
  ordered: boolean;
  code: string;
}

/** What became of dropped files: name, whether it was taken, and in words (of an upload: where it is). */
export interface TakenReply {
  type: "taken";
  slug?: string;
  n?: number;
  by?: string;
  files: [string, boolean, string][];
  where: string;
  problem?: string;
}

/** A place in the course: its words, its notebook's file, and the cell's id there. */
export interface TermPlace {
  title: string;
  file: string;
  cell: string;
}

/** The field; `longest`: the most characters that can be checked. */
export interface TextView {
  min_words: number;
  max_words: number;
  rows: number;
  rubric: Rubric[];
  placeholder: string;
  longest: number;
}

/** One tile of the mosaic. `outcome` is that of the last check, "" where there is none. */
export interface Tile {
  slug: string;
  title: string;
  state: "empty" | "laid" | "partial";
  outcome: string;
}

/** One tile of the hand-in: `notebook` by title, `here`: of this notebook, `solution`: it was opened. */
export interface TileRow {
  notebook: string;
  here: boolean;
  slug: string;
  title: string;
  state: "empty" | "laid" | "partial";
  outcome: string;
  attempts: number;
  solution: boolean;
  points: number;
  earned: Earned;
}

/** A way through the course that a learner can choose. */
export interface TrackView {
  id: string;
  name: string;
  text: string;
}

/** What the other says, and what can be answered. A turn without moves is an end of the conversation. */
export interface Turn {
  id: string;
  text: string;
  moves: DialogueMove[];
}

/** An answer that says nearly the same; `judged`: by a person. */
export interface TwinView {
  ref: string;
  said: string;
  waiting: boolean;
  judged: boolean;
  name: string;
}

/** Take this comment away. */
export interface UncommentMessage {
  type: "uncomment";
  slug?: string;
  n?: number;
  by?: string | null;
  id: number;
}

/** Take back the marker's last act. */
export interface UndoMessage {
  type: "undo";
  slug?: string;
  n?: number;
  by?: string | null;
}

/** It is not, and why. */
export interface UnsavedReply {
  type: "unsaved";
  slug?: string;
  n?: number;
  by?: string;
  at: number;
  problem: string;
}

/** A part of an answers file; the texts of all parts in order are the file. */
export interface UploadMessage {
  type: "upload";
  slug?: string;
  n?: number;
  by?: string | null;
  text: string;
  id?: string;
  name?: string;
  part?: number;
  parts?: number;
}

/** The view as it is now. `event`: for the browser's own storage; `want`: ids of events that Python lacks; `check`: the id of the check that is answered; `other`: what stands in the way of the answer that was sent; `notice`: to be told; `reload`: answers came in from elsewhere. Where the browser has this very view, `same` stands in its place. */
export interface ClassPageViewReply {
  type: "view";
  slug?: string;
  n?: number;
  by?: string;
  view?: ClassPageView;
  same?: boolean;
  event?: Event;
  want?: string[];
  check?: string;
  other?: OtherAnswer;
  notice?: string;
  reload?: boolean;
}

/** The view as it is now. `event`: for the browser's own storage; `want`: ids of events that Python lacks; `check`: the id of the check that is answered; `other`: what stands in the way of the answer that was sent; `notice`: to be told; `reload`: answers came in from elsewhere. Where the browser has this very view, `same` stands in its place. */
export interface ExerciseViewReply {
  type: "view";
  slug?: string;
  n?: number;
  by?: string;
  view?: ExerciseView;
  same?: boolean;
  event?: Event;
  want?: string[];
  check?: string;
  other?: OtherAnswer;
  notice?: string;
  reload?: boolean;
}

/** The view as it is now. `event`: for the browser's own storage; `want`: ids of events that Python lacks; `check`: the id of the check that is answered; `other`: what stands in the way of the answer that was sent; `notice`: to be told; `reload`: answers came in from elsewhere. Where the browser has this very view, `same` stands in its place. */
export interface GlossaryViewReply {
  type: "view";
  slug?: string;
  n?: number;
  by?: string;
  view?: GlossaryView;
  same?: boolean;
  event?: Event;
  want?: string[];
  check?: string;
  other?: OtherAnswer;
  notice?: string;
  reload?: boolean;
}

/** The view as it is now. `event`: for the browser's own storage; `want`: ids of events that Python lacks; `check`: the id of the check that is answered; `other`: what stands in the way of the answer that was sent; `notice`: to be told; `reload`: answers came in from elsewhere. Where the browser has this very view, `same` stands in its place. */
export interface MarkingViewReply {
  type: "view";
  slug?: string;
  n?: number;
  by?: string;
  view?: MarkingView;
  same?: boolean;
  event?: Event;
  want?: string[];
  check?: string;
  other?: OtherAnswer;
  notice?: string;
  reload?: boolean;
}

/** The view as it is now. `event`: for the browser's own storage; `want`: ids of events that Python lacks; `check`: the id of the check that is answered; `other`: what stands in the way of the answer that was sent; `notice`: to be told; `reload`: answers came in from elsewhere. Where the browser has this very view, `same` stands in its place. */
export interface PlanViewReply {
  type: "view";
  slug?: string;
  n?: number;
  by?: string;
  view?: PlanView;
  same?: boolean;
  event?: Event;
  want?: string[];
  check?: string;
  other?: OtherAnswer;
  notice?: string;
  reload?: boolean;
}

/** The view as it is now. `event`: for the browser's own storage; `want`: ids of events that Python lacks; `check`: the id of the check that is answered; `other`: what stands in the way of the answer that was sent; `notice`: to be told; `reload`: answers came in from elsewhere. Where the browser has this very view, `same` stands in its place. */
export interface QuizViewReply {
  type: "view";
  slug?: string;
  n?: number;
  by?: string;
  view?: QuizView;
  same?: boolean;
  event?: Event;
  want?: string[];
  check?: string;
  other?: OtherAnswer;
  notice?: string;
  reload?: boolean;
}

/** The view as it is now. `event`: for the browser's own storage; `want`: ids of events that Python lacks; `check`: the id of the check that is answered; `other`: what stands in the way of the answer that was sent; `notice`: to be told; `reload`: answers came in from elsewhere. Where the browser has this very view, `same` stands in its place. */
export interface ReviewViewReply {
  type: "view";
  slug?: string;
  n?: number;
  by?: string;
  view?: ReviewView;
  same?: boolean;
  event?: Event;
  want?: string[];
  check?: string;
  other?: OtherAnswer;
  notice?: string;
  reload?: boolean;
}

/** The view as it is now. `event`: for the browser's own storage; `want`: ids of events that Python lacks; `check`: the id of the check that is answered; `other`: what stands in the way of the answer that was sent; `notice`: to be told; `reload`: answers came in from elsewhere. Where the browser has this very view, `same` stands in its place. */
export interface RoomViewReply {
  type: "view";
  slug?: string;
  n?: number;
  by?: string;
  view?: RoomView;
  same?: boolean;
  event?: Event;
  want?: string[];
  check?: string;
  other?: OtherAnswer;
  notice?: string;
  reload?: boolean;
}

/** The view as it is now. `event`: for the browser's own storage; `want`: ids of events that Python lacks; `check`: the id of the check that is answered; `other`: what stands in the way of the answer that was sent; `notice`: to be told; `reload`: answers came in from elsewhere. Where the browser has this very view, `same` stands in its place. */
export interface StartViewReply {
  type: "view";
  slug?: string;
  n?: number;
  by?: string;
  view?: StartView;
  same?: boolean;
  event?: Event;
  want?: string[];
  check?: string;
  other?: OtherAnswer;
  notice?: string;
  reload?: boolean;
}

/** The view as it is now. `event`: for the browser's own storage; `want`: ids of events that Python lacks; `check`: the id of the check that is answered; `other`: what stands in the way of the answer that was sent; `notice`: to be told; `reload`: answers came in from elsewhere. Where the browser has this very view, `same` stands in its place. */
export interface SubmitViewReply {
  type: "view";
  slug?: string;
  n?: number;
  by?: string;
  view?: SubmitView;
  same?: boolean;
  event?: Event;
  want?: string[];
  check?: string;
  other?: OtherAnswer;
  notice?: string;
  reload?: boolean;
}

/** Something that somebody made. */
export interface WallCardView {
  who: string;
  title: string;
  lines: WallLineView[];
}

/** A curve from -2 to +2 over stages; null where nothing was said. */
export interface WallCurveView {
  who: string;
  title: string;
  stages: string[];
  values: (number | null)[];
}

/** An exercise whose answers can hang on the wall, and how many people have answered it. */
export interface WallItemView {
  slug: string;
  title: string;
  people: number;
}

/** A line of a card: its heading and its text. */
export interface WallLineView {
  head: string;
  text: string;
}

/** The wall of this exercise, of this folder, with or without names; `seen`: the version that is on the screen. */
export interface WallMessage {
  type: "wall";
  slug?: string;
  n?: number;
  by?: string | null;
  names?: boolean;
  folder?: string | null;
  seen?: number;
}

/** The mean of one kind of raters, and of how many ratings it is. */
export interface WallRaterView {
  name: string;
  mean: number;
  ratings: number;
}

/** A row that many rated: how often each point was given, from `low` up; who gave the lowest and the highest; the mean by kind of rater, where others were asked as well. */
export interface WallRowView {
  text: string;
  counts: number[];
  low: number;
  mean: number;
  spread: number;
  lowest: string[];
  highest: string[];
  raters: WallRaterView[];
}

/** One side of a debate; its lines are (who, what they say). */
export interface WallSideView {
  name: string;
  stands: WallLineView[];
}

/** Whose objects an exercise lets the learner pull in: of which exercise, and of which sorts (none named: all). */
export interface Want {
  exercise: string;
  sorts: string[];
}

/** A notebook before or after this one. */
export interface WayView {
  file: string;
  title: string;
}

export type ExerciseMessage = HelloMessage | DraftMessage | CheckMessage | HintMessage | SolutionMessage | EventsMessage | LiveMessage | ExportMessage | ImportMessage | CaseMessage | CaseFileMessage | AgainMessage;

export type ReviewMessage = RateMessage | DueMessage;

export type QuizMessage = HelloMessage | RoundMessage | PoolMessage;

export type StartMessage = HelloMessage | RefreshMessage | LearnerMessage | DownloadMessage | UploadMessage | EventsMessage | RestoreMessage | PageMessage;

export type GlossaryPageMessage = HelloMessage | GlossaryMessage;

export type SubmitMessage = HelloMessage | RefreshMessage | LearnerMessage | HandInMessage | DropMessage | SendInMessage;

export type RoomMessage = HelloMessage | WallMessage;

export type PlanPageMessage = HelloMessage | RefreshMessage | PlanMessage;

export type QueueMessage = HelloMessage | OpenMessage | MarkerMessage | ItemMessage | NextMessage | BesideMessage | GoMessage | NamesMessage | JudgeMessage | CommentMessage | UncommentMessage | UndoMessage;

export type ClassMessage = HelloMessage | RefreshMessage | ClassTabMessage | ClassDropMessage | ClassFolderMessage | ClassRunMessage | ClassTypedMessage | ClassPollMessage | ClassStopMessage | ClassFileMessage | ClassSettingsMessage | PageMessage;

export type ExerciseReply = ExerciseViewReply | SavedReply | UnsavedReply | ElsewhereReply | LiveReply | FileReply | ImportedReply | CaseReply | CaseFileReply | AssetReply;

export type QuizReply = QuizViewReply;

export type ReviewReply = ReviewViewReply;

export type StartReply = StartViewReply | FileReply | ChangedReply | PageReply;

export type SubmitReply = SubmitViewReply | FileReply;

export type RoomReply = RoomViewReply;

export type GlossaryPageReply = GlossaryViewReply | GlossaryReply;

export type PlanReply = PlanViewReply | FileReply;

export type QueueReply = MarkingViewReply;

export type ClassReply = ClassPageViewReply | SavedReply | TakenReply | JobReply | SettingsReply | FileReply | PageReply;

/** What each kind shows: `View.task`. */
export interface Tasks {
  choice: ChoiceView;
  order: OrderTask;
  sort: SortTask;
  number: NumberView;
  text: TextView;
  lab: LabView;
  match: MatchTask;
  blank: BlankView;
  rate: RateTask;
  quadrant: QuadrantView;
  outline: OutlineTask;
  table: TableTask;
  form: FormView;
  journey: JourneyView;
  objective: ObjectiveView;
  board: BoardView;
  dialogue: DialogueView;
  debate: DebateView;
}

/** What a kind says to what is typed: `LiveReply.live`. */
export interface Lives {
  objective: LiveView;
  debate: DivisionView;
}
