/**
 * Host and panel page: the calls each side answers. The page keeps only what belongs to the picture (zoom, opened cards);
 * the host keeps the run and pushes a `PanelState` whenever it changes and whenever a page says it is ready, so a page that
 * was hidden and loaded again misses nothing.
 */
import type { CollectionEvent, HeapView, ViewOptions } from '../analysis';
import type { GraphService } from './graphQuestions';
import type { TimeService } from './timeQuestions';

/** Where the run stands, for the page's head line. */
export type PanelStatus = 'empty' | 'running' | 'finished' | 'exception' | 'syntaxError' | 'stopped';

export interface PanelState {
  /** Another number means another run: answers about the one before are of no use any more. 0 while nothing is shown. */
  readonly run: number;
  readonly status: PanelStatus;
  /** The scenario's file name; '' while nothing is shown. */
  readonly title: string;
  /** The problem's message, or why the run stopped; '' if all went well. */
  readonly message: string;
  /** The view belongs to an earlier text: the newest doesn't run, or isn't run yet. */
  readonly stale: boolean;
  readonly collections: readonly CollectionEvent[];
  readonly pythonVersion: string;
  readonly view: HeapView | null;
  /** The text of the line the view stands before, without its indentation. */
  readonly sourceLine: string;
  /** An object the editor asks the page to choose, once for each number of a request. */
  readonly wanted?: { readonly object: number; readonly request: number } | null;
  /** Where the page stands, for it to keep through a reload (`place` of what `vscode.setState` has); the host reads it then. */
  readonly place: PanelPlace | null;
}

/** Which file a page shows and which moment of it. */
export interface PanelPlace {
  readonly uri: string;
  readonly step: number;
  /** It stays with the file, whichever editor is active. */
  readonly isPinned: boolean;
  /** It has a moment of its own: stepping in the editor or in other pages does not move it. */
  readonly keepsMoment: boolean;
}

/** What a page shows until it wishes something else. */
export const standardView: ViewOptions = { nodeLimit: 300, slotLimit: 12, showAtoms: false, grouping: 'auto', foldAbove: 70 };

/** What the reader wishes of the picture; the size of the page decides about the rest. */
export type ViewWishes = Partial<ViewOptions>;

/** All a page may ask of the run it shows. */
export type PanelQuestions = GraphService & TimeService;

/** A question by its name, without the document: a page knows only the one it shows. */
export type PanelQuestion<Name extends keyof PanelQuestions = keyof PanelQuestions> = Name extends keyof PanelQuestions
  ? { readonly name: Name; readonly request: Omit<Parameters<PanelQuestions[Name]>[0], 'uri'> } : never;

/** What a question is answered with; it crosses packed. */
export type PanelAnswer<Name extends keyof PanelQuestions> = Awaited<ReturnType<PanelQuestions[Name]>>;

/** What the page answers. The state crosses packed (see packed.ts): an object of that size would take several times as long. */
export interface PanelPage {
  show(packedState: ArrayBuffer): Promise<null>;
  /** The graph as it is drawn, in the theme's colours, as the text of an SVG file that needs nothing else; '' while there is none. */
  picture(): Promise<string>;
  /** A drawing as the bytes of a PNG file, so many times as large. */
  paint(drawing: { readonly svg: string; readonly scale: number }): Promise<ArrayBuffer>;
}

/** What the host answers. */
export interface PanelHost {
  /** The page's script has started: send it the state. */
  ready(): Promise<null>;
  /** Show another moment. Requests that come while one is under way replace each other. */
  seek(step: number): Promise<null>;
  /** One step along, or to the next moment before the same line. */
  move(request: { readonly direction: 1 | -1; readonly sameLine: boolean }): Promise<null>;
  /** Put the editor's cursor on a line (from 0) of the scenario. */
  reveal(line: number): Promise<null>;
  /** The one action of the empty page. */
  openExample(): Promise<null>;
  /** Other wishes of the picture; those not named stay as they are. */
  wish(wishes: ViewWishes): Promise<null>;
  /** A packed `PanelAnswer`. Fails while nothing is shown, and for moments that are not on record. */
  ask(question: PanelQuestion): Promise<ArrayBuffer>;
}
