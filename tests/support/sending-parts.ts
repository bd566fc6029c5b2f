// What a browser has for sending a clip, in one bundle for tests that need no pages.
export { withIndexFirst } from '../../src/lib/client/index-first';
export { askClipKey, keepClip, keptSource } from '../../src/lib/client/sending/keep-clip';
export { mayHaveKeptClips } from '../../src/lib/client/sending/kept-name';
export { browserPieces } from '../../src/lib/client/sending/piece-store';
export { sendClip } from '../../src/lib/client/upload';
