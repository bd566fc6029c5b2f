import type { IncomingMessage } from 'node:http';
import type { Config } from './config';

/** Names under which the demo may be reached: this machine only, one name per person. */
const demoHost = /^(?:[a-z0-9-]+\.)?localhost(?::\d+)?$|^127\.0\.0\.1(?::\d+)?$/;

/** Whether a request to this host is ours at all. */
export const isOurHost = (config: Config, host: string): boolean =>
	config.demo || config.dev ? demoHost.test(host) : host === new URL(config.origin ?? 'http://invalid').host;

/** WebSockets are not guarded by the browser's same-origin rule: the Origin must be ours (ASVS 4.4.2). */
export function mayConnectFrom(config: Config, request: IncomingMessage): boolean {
	const { origin, host } = request.headers;
	if (!origin || !host) return false;
	if (config.origin) return origin === config.origin;
	return origin === `http://${host}` && demoHost.test(host);
}
