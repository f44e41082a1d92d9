/** The self-contained page as text: its policy fits its scripts, what is hostile stays text, and the recording comes out as it went in. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReplayData, replayDataIds, replayFile, type ReplayParts } from '../../src/replay';

const parts: ReplayParts = { panelScript: 'let a = "</script>";\r\n', panelStyle: '.a { content: "</style>"; }', replayScript: 'b("<!--\0")', replayStyle: '.b {}' };

/** The content of an element as a parser of HTML reads it. */
function content(page: string, id: string): string {
  return new RegExp(`id="${id}">([^<]*)</script>`).exec(page)?.[1] ?? '';
}

describe('the page', () => {
  it('gives back the recording and the moment', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.option(fc.nat()), async (recording, step) => {
      const page = await replayFile({ recording, title: 'a.py', step, parts });
      const data = readReplayData((id) => content(page, id));
      expect(data.recording).toEqual(recording);
      expect(data.options.step).toBe(step);
    }), { numRuns: 50 });
  });

  it('has no element but its own, whatever the title is', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('</title><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '\ud800', '\0')), async (title) => {
      const page = await replayFile({ recording: new Uint8Array([1, 2]), title, step: null, parts });
      expect(page.match(/<script\b/g)).toHaveLength(4);
      expect(page.match(/<\/script>/g)).toHaveLength(4);
      expect(page.match(/<style\b|<\/style>/g)).toHaveLength(4);
      expect(page.match(/<(?!\/|!)[a-z]+/g)).toEqual(['<html', '<head', '<meta', '<meta', '<meta', '<meta', '<meta', '<title', '<style', '<style', '<body', '<noscript', '<p', '<div', '<section', '<div', '<script', '<script', '<script', '<script']);
      expect(page.isWellFormed()).toBe(true);
    }), { numRuns: 40 });
  });

  it('allows its own scripts and styles by their hashes, and nothing else', async () => {
    const page = await replayFile({ recording: new Uint8Array(0), title: 'a.py', step: null, parts });
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text = '']) => hash(text));
    const styles = [...page.matchAll(/<style>([^]*?)<\/style>/g)].map(([, text = '']) => hash(text));
    expect(policy).toContain(`script-src ${scripts.join(' ')};`);
    expect(policy).toContain(`style-src ${styles.join(' ')} 'nonce-`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(page).not.toMatch(/\r|\0/);
    expect(page).toContain('let a = "\\x3C/script>";');
    expect(new Set(Object.values(replayDataIds)).size).toBe(2);
  });
});
