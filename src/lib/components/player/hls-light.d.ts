// The light build (no subtitles, no protected streams, no second sound) has no types of its own; its shape is the full build's.
declare module 'hls.js/light' {
	export * from 'hls.js';
	export { default } from 'hls.js';
}
