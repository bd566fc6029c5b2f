/**
 * What yjs asks of `lib0/logging`, without its colours and the document parts they bring along; the build puts this in
 * its place (bin/tools/slim-scripts.ts). The names are theirs.
 */
const plain = '';
export { plain as BOLD, plain as ORANGE, plain as RED, plain as UNBOLD };

export const print = (...words: unknown[]): void => console.log(...words);
export const warn = (...words: unknown[]): void => console.warn(...words);
