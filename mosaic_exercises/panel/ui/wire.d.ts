// Made by `make types` from mosaic_exercises/panel/wire: change the records there, not this file.

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

/** The next answer, whether it waits or not. */
export interface BesideMessage {
  type: "beside";
  slug?: string;
  n?: number;
  by?: string | null;
  step?: number;
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

/** The words of these interviews, please (of all, where none is named). */
export interface CaseMessage {
  type: "case";
  slug?: string;
  n?: number;
  by?: string | null;
  ids?: any[] | null;
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

/** It is not: another window has written since. */
export interface ElsewhereReply {
  type: "elsewhere";
  slug?: string;
  n?: number;
  by?: string;
  at: number;
  other: OtherAnswer;
}

/** A conversation, and how long it takes to hear. */
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

/** One exercise. `task` is what its kind shows. `answer` is what stands, `answer_at` when it was given (ms since 1970), `answer_by` in which window, `answer_base` the newest answer of others that this window had seen. `checked` is the answer that `result` speaks of, null where it can no longer be read. `solution_left`: how many tries until the solution can be opened (null: there is none). `saved`: whether this disk keeps what is done, else `problem` says why. `returns`: a review can ask it again. `concepts` by name, of a drill's question. */
export interface ExerciseView {
  v: 1;
  kind: string;
  slug: string;
  rev: number;
  title: string;
  prompt: string;
  points: number;
  task: Record<string, any>;
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

/** The queue of this item. */
export interface ItemMessage {
  type: "item";
  slug?: string;
  n?: number;
  by?: string | null;
  item: string;
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

/** Conversations to listen to. All that there is comes at once: nothing is asked of Python. */
export interface ListenView {
  v: 1;
  kind: "listen";
  episodes: EpisodeView[];
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
  live?: Record<string, any>;
  error?: string;
  files?: string[];
  groups?: string[];
  saved?: string;
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

/** What a browser's own storage holds of an exercise: the answer, when it was typed (ms since 1970), and the time of the newest answer of other windows that it had shown by then. */
export interface MirroredDraft {
  answer?: any;
  at?: number;
  base?: number | null;
  by?: string | null;
}

/** The tiles of one notebook, and the patches of the picture that they lay. Patches are two thirds of the head's view and change only with the tiles there are: after a refresh they come again only where they are others. */
export interface ModuleView {
  id: string;
  title: string;
  tiles: Tile[];
  patches?: Patch[];
}

/** The mosaic so far. */
export interface MosaicView {
  done: number;
  total: number;
  modules: ModuleView[];
}

/** Show or hide names. */
export interface NamesMessage {
  type: "names";
  slug?: string;
  n?: number;
  by?: string | null;
  on: boolean;
}

/** The next answer that waits, or with `step` -1 the one before. */
export interface NextMessage {
  type: "next";
  slug?: string;
  n?: number;
  by?: string | null;
  step?: number;
}

/** Another gradebook, please. */
export interface OpenMessage {
  type: "open";
  slug?: string;
  n?: number;
  by?: string | null;
  source: string;
}

/** What another window wrote: the answer, when (ms since 1970), which window, and the answer in words. */
export interface OtherAnswer {
  answer: any;
  at: number;
  by: string;
  text: string;
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
  table: TableView;
}

/** One item in the list of what there is to mark. */
export interface PileView {
  item: string;
  title: string;
  answers: number;
  waiting: number;
  points: number;
}

/** One chapter of the plan. */
export interface PlanChapterView {
  title: string;
  parts: PlanPartView[];
}

/** The plan as a file: html, pptx or md. */
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
  stamp?: string;
}

/** All questions of this drill. */
export interface PoolMessage {
  type: "pool";
  slug?: string;
  n?: number;
  by?: string | null;
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

/** Another round of this drill. */
export interface RoundMessage {
  type: "round";
  slug?: string;
  n?: number;
  by?: string | null;
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

/** A page to keep or a form to fill in: to read (`rows`), and on paper (`svg`, A4). */
export interface SheetView {
  id: string;
  title: string;
  use: string;
  rows: KeepRowView[];
  svg: string;
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

/** What one voice (a or b) says before the other goes on. */
export interface SpokenView {
  who: string;
  name: string;
  sentences: string[];
}

/** The head of a notebook. `fixed`: what of the learner the server says, and nobody can change; `events`: how many acts are on record; `notices`: what was mended when the answers were read. */
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
  stamp?: string;
}

/** The foot of a notebook: what is done, what is missing (in words). */
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
  stamp?: string;
}

/** A picture's figures. */
export interface TableView {
  columns: string[];
  rows: any[][];
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

/** An answer that says nearly the same. */
export interface TwinView {
  ref: string;
  said: string;
  waiting: boolean;
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

/** A notebook before or after this one. */
export interface WayView {
  file: string;
  title: string;
}

export type ExerciseMessage = HelloMessage | DraftMessage | CheckMessage | HintMessage | SolutionMessage | EventsMessage | LiveMessage | ExportMessage | ImportMessage | CaseMessage | AgainMessage;

export type ReviewMessage = RateMessage | DueMessage;

export type QuizMessage = HelloMessage | RoundMessage | PoolMessage;

export type StartMessage = HelloMessage | RefreshMessage | LearnerMessage | DownloadMessage | UploadMessage | EventsMessage | RestoreMessage;

export type SubmitMessage = HelloMessage | RefreshMessage | LearnerMessage | HandInMessage;

export type PlanPageMessage = HelloMessage | RefreshMessage | PlanMessage;

export type QueueMessage = HelloMessage | OpenMessage | MarkerMessage | ItemMessage | NextMessage | BesideMessage | GoMessage | NamesMessage | JudgeMessage | CommentMessage | UncommentMessage | UndoMessage;

export type ExerciseReply = ExerciseViewReply | SavedReply | UnsavedReply | ElsewhereReply | LiveReply | FileReply | ImportedReply | CaseReply | AssetReply;

export type QuizReply = QuizViewReply;

export type ReviewReply = ReviewViewReply;

export type StartReply = StartViewReply | FileReply | ChangedReply;

export type SubmitReply = SubmitViewReply | FileReply;

export type PlanReply = PlanViewReply | FileReply;

export type QueueReply = MarkingViewReply;
