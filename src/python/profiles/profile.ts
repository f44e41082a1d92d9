/** What differs between CPython versions, as data. Behaviour that a number cannot say gets a named flag here, never a version check elsewhere. */
export interface Profile {
  /** `sys.version_info[:3]` of the interpreter that is followed. */
  readonly version: readonly [major: number, minor: number, micro: number];
  /** gc.get_threshold() at start. */
  readonly thresholds: readonly [number, number, number];
  /**
   * Objects the collector knows of after `gc.collect()` on line 1 of a script (frozen ones left out): what starting up and
   * `site` left behind. It decides when the first full collections come (the 25 % rule).
   */
  readonly trackedAtStart: number;
  /** `sys.getallocatedblocks()` on line 1 of a script. */
  readonly blocksAtStart: number;
}
