/** The buttons of time: back and forward by steps, lines and collections, play at a speed. What they do is the owner's. */
import { element, setAttributes } from '../dom';
import { t } from '../l10n';
import { button, icon } from '../ui/controls';
import { speeds } from './player';

export interface TransportEvents {
  onMove(direction: 1 | -1, sameLine: boolean): void;
  onWalk(wish: 'in' | 'over' | 'out', direction: 1 | -1): void;
  onCollection(direction: 1 | -1): void;
  onPlay(): void;
  onSpeed(stepsPerSecond: number): void;
}

export class Transport {
  private readonly previousCollection: HTMLElement;
  private readonly overBack: HTMLElement;
  private readonly back: HTMLElement;
  private readonly play: HTMLElement;
  private readonly forward: HTMLElement;
  private readonly into: HTMLElement;
  private readonly over: HTMLElement;
  private readonly out: HTMLElement;
  private readonly nextCollection: HTMLElement;
  private readonly speed: HTMLSelectElement;
  readonly position = element('output', { class: 'position' });
  readonly root: HTMLElement;
  private isPlaying: boolean | null = null;

  constructor(events: TransportEvents, speed: number) {
    this.previousCollection = button(t('Previous collection'), icon('previousCollection'), () => events.onCollection(-1));
    this.overBack = button(t('Back over the line before'), icon('stepOverBack'), () => events.onWalk('over', -1));
    this.back = button(t('Step back'), icon('back'), (event) => events.onMove(-1, event.altKey));
    this.play = button(t('Play'), icon('play'), () => events.onPlay());
    this.forward = button(t('Step forward'), icon('forward'), (event) => events.onMove(1, event.altKey));
    this.into = button(t('Into the next line'), icon('stepInto'), () => events.onWalk('in', 1));
    this.over = button(t('Over the line'), icon('stepOver'), () => events.onWalk('over', 1));
    this.out = button(t('Out of the function'), icon('stepOut'), () => events.onWalk('out', 1));
    this.nextCollection = button(t('Next collection'), icon('nextCollection'), () => events.onCollection(1));
    for (const [control, way] of [[this.back, t('Alt: the moment before at the same line')], [this.forward, t('Alt: the next moment at the same line')]] as const) control.title = `${control.title} (${way})`;
    this.play.classList.add('play');
    this.speed = element('select', { class: 'speed', 'aria-label': t('Speed'), title: t('Steps in a second while playing') },
      ...speeds.map((each) => element('option', { value: each, selected: each === speed }, `${each}×`)));
    this.speed.addEventListener('change', () => events.onSpeed(Number(this.speed.value)));
    this.root = element('div', { class: 'transport', role: 'toolbar', 'aria-label': t('Going through time') },
      this.previousCollection, this.overBack, this.back, this.play, this.forward, this.over, this.into, this.out, this.nextCollection, this.speed, this.position);
  }

  update({ step, stepCount, isPlaying, hasCollections }: { step: number; stepCount: number; isPlaying: boolean; hasCollections: boolean }): void {
    const [atStart, atEnd] = [step <= 0, step >= stepCount - 1];
    for (const control of [this.back, this.overBack]) setAttributes(control, { disabled: atStart });
    for (const control of [this.forward, this.over, this.into, this.out]) setAttributes(control, { disabled: atEnd });
    setAttributes(this.previousCollection, { disabled: atStart || !hasCollections });
    setAttributes(this.nextCollection, { disabled: atEnd || !hasCollections });
    if (this.isPlaying === isPlaying) return;
    this.isPlaying = isPlaying;
    this.play.replaceChildren(icon(isPlaying ? 'pause' : 'play'));
    this.play.title = isPlaying ? t('Pause (space)') : t('Play (space)');
    this.play.setAttribute('aria-label', isPlaying ? t('Pause') : t('Play'));
  }
}
