import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { findBrowser } from '../../tests/support/browser.ts';
import { installDebian } from '../../tests/support/debian.ts';

/** Makes sure a Chromium runs, and names it to every runner after this. Throws one clear line when none does. */
export async function provideBrowser(): Promise<void> {
	process.env['CHROMIUM'] = (await findBrowser()).executablePath;
}

let asked = false;

/** Conversion is tested where ffmpeg is; a CI container gets it. The product works without, so its absence is no failure. */
export function provideFfmpeg(): void {
	const present = () => spawnSync('ffmpeg', ['-version'], { stdio: 'ignore' }).status === 0;
	if (asked || present()) return;
	asked = true;
	if (!installDebian('ffmpeg')) console.error('No ffmpeg here: conversion by ffmpeg is not tested in this run.');
}
