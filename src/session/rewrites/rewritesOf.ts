/** All changes there are to offer at some lines of a text, or for some of its classes: the surest first. In: text and tree. */
import type { Module } from '../../python/syntax';
import { boundedCaches } from './caches';
import { closeMethods } from './closeMethod';
import { RewriteText, type Rewrite, type RewriteWish } from './rewrite';
import { weakReferences } from './weakReference';

export function rewritesOf(source: string, module: Module, wish: RewriteWish): Rewrite[] {
  const text = new RewriteText(source, module);
  return [...weakReferences(text, wish), ...boundedCaches(text, wish), ...closeMethods(text, wish)];
}
