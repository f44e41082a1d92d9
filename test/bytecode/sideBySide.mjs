/**
 * Prints our code object beside CPython's, from shortly before the first difference on.
 */
import { askCPython } from './oracle.mjs';

/** Lines of context before the first difference, and how many follow. */
const BEFORE = 5;
const AFTER = 20;

/**
 * @param {any} comparison the bundled comparison.ts
 * @param {string} root the repository
 * @param {[string, string]} source file name and text
 * @param {string | null} qualname of the code object; null for the first that differs
 * @returns {Promise<number>} exit status
 */
export async function showDifference(comparison, root, [file, text], qualname) {
  const { allCode, codeFields, compileSource, testParser } = comparison;
  const { code, diagnostics } = compileSource(await testParser(root), text, file);
  for (const { exception, message, lineno } of diagnostics) console.log(`${file}:${lineno}: ${exception}: ${message}`);
  if (code === null) return 1;
  const ours = [...allCode(code)];
  const theirs = await askCPython({ command: 'code', files: [[file, text]] });
  for (const their of theirs) {
    const index = ours.findIndex((each) => each.qualname === their.qualname && each.firstlineno === their.firstlineno);
    const [our] = index < 0 ? [] : ours.splice(index, 1);
    if (qualname !== null && their.qualname !== qualname) continue;
    if (our === undefined) {
      console.log(`${their.qualname}, line ${their.firstlineno}: we have no such code object`);
      return 1;
    }
    const fields = codeFields(our);
    const different = Object.keys(fields).filter((group) => fields[group] !== their.fields[group]);
    if (different.length === 0) continue;
    console.log(`${their.qualname}, line ${their.firstlineno}: ${different.join(', ')}`);
    printFields(comparison, our, their, different);
    return 1;
  }
  console.log('identical');
  return 0;
}

function printFields(comparison, our, their, different) {
  const { codeFields, codePositions, constantRepr } = comparison;
  const fields = codeFields(our);
  for (const group of different) {
    if (group === 'consts') {
      printColumns('consts', our.consts.map((constant) => withoutAddress(constantRepr(constant))), their.consts.map(withoutAddress));
    } else if (group !== 'code' && group !== 'linetable') {
      console.log(`${group}\n  ours   ${fields[group]}\n  theirs ${their.fields[group]}`);
    }
  }
  if (!different.includes('code') && !different.includes('linetable')) return;
  const positions = codePositions(our).map((p) => [p.line, p.endLine, p.column, p.endColumn]);
  printColumns(
    'instruction and lines:columns',
    listing(comparison, our.code, positions),
    listing(comparison, Buffer.from(their.fields.code, 'hex'), their.positions),
  );
}

function listing({ decodeInstructions, opcodeName }, code, positions) {
  return decodeInstructions(code).map(({ offset, opcode, oparg }) => {
    const [line, endLine, column, endColumn] = positions[offset / 2] ?? [];
    return `${offset} ${opcodeName(opcode)} ${oparg ?? ''} [${line}-${endLine}:${column}-${endColumn}]`;
  });
}

function withoutAddress(text) {
  return text.replace(/ at 0x[0-9a-f]+, file ".*?"/g, '');
}

function printColumns(title, ours, theirs) {
  let first = 0;
  while (first < ours.length && ours[first] === theirs[first]) first++;
  const from = Math.max(0, first - BEFORE);
  const rows = Math.min(Math.max(ours.length, theirs.length), first + AFTER) - from;
  const width = Math.max(10, ...ours.slice(from, from + rows).map((line) => line.length));
  console.log(`${title}: ours | CPython's`);
  for (let i = from; i < from + rows; i++) {
    const [our, their] = [ours[i] ?? '', theirs[i] ?? ''];
    console.log(`${our === their ? ' ' : '>'} ${our.padEnd(width)} | ${their}`);
  }
}
