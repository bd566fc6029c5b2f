// What a browser has for playing a clip and stepping through it, in one bundle for tests that need no pages.
export { attachMedia } from '../../src/lib/components/player/attach-media';
export { findFrame } from '../../src/lib/components/player/find-frame';
