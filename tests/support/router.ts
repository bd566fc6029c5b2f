import { createHash } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';

/** One process of the school behind the router; `name` is its NODE_NAME. */
export interface RouterNode {
	name: string;
	/** Where it answers, without a trailing slash. */
	url: string;
}

/** One door in front of several processes, as nginx or HAProxy would be (docs/deploy). */
export interface Router {
	/** Where people come in, without a trailing slash. */
	readonly url: string;
	/** The live process a session's sockets go to now; null when none is healthy. */
	nodeOf(sessionId: string): RouterNode | null;
	/** Names of the live processes that answered their last health check with 200. */
	healthy(): string[];
	close(): Promise<void>;
}

/** How often every node is asked for its health, and how long it may think about it, ms. */
const everyMs = 200;
const patienceMs = 800;

/**
 * Listens on `port` of this machine (0: any). `/live/session/<id>/…` goes to the live node that the session's id
 * hashes to, `/live/at/<name>/…` to that node and no other, everything else to the web node. Nodes are asked for
 * `/health`; the sessions of one that does not answer 200 go to the next in their own order, those of the others stay.
 * A node that refuses the connection is passed over at once. Resolves after the first look at every node.
 */
export async function startRouter(options: { web: string; live: RouterNode[]; port?: number }): Promise<Router> {
	const well = new Set<RouterNode>();
	const look = () =>
		Promise.all(
			options.live.map(async (node) => {
				if (await isWell(node.url)) well.add(node);
				else well.delete(node);
			})
		);
	const order = (sessionId: string) => byRendezvous(options.live, sessionId).filter((node) => well.has(node));

	/** Where a request may go, best first. */
	function placesFor(url: string): string[] {
		const [, first, second, third] = url.split(/[/?]/);
		if (first !== 'live') return [options.web];
		if (second === 'at') return options.live.filter((node) => node.name === third).map((node) => node.url);
		return order(third ?? '').map((node) => node.url);
	}

	const open = new Set<Duplex>();
	const keep = (socket: Duplex) => {
		open.add(socket);
		socket.once('close', () => open.delete(socket));
	};
	const server = http.createServer((request, response) => {
		const [place] = placesFor(request.url ?? '/');
		if (place) pass(request, response, place);
		else response.writeHead(502).end();
	});
	server.on('connection', keep);
	server.on('upgrade', (request: http.IncomingMessage, socket: Duplex, head: Buffer) => {
		socket.on('error', () => socket.destroy());
		passRaw(request, socket, head, placesFor(request.url ?? '/'), keep);
	});
	await look();
	let looking = true;
	const rounds = (async () => {
		while (looking) {
			await new Promise((resolve) => setTimeout(resolve, everyMs));
			await look();
		}
	})();
	await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
	const { port } = server.address() as net.AddressInfo;

	return {
		url: `http://localhost:${port}`,
		nodeOf: (sessionId) => order(sessionId)[0] ?? null,
		healthy: () => options.live.filter((node) => well.has(node)).map((node) => node.name),
		async close() {
			looking = false;
			for (const socket of open) socket.destroy();
			await Promise.all([rounds, new Promise((resolve) => server.close(resolve))]);
		}
	};
}

/**
 * Every session has its own order of the nodes (highest hash first): when one goes, only its own sessions move, and
 * each to the next of its own order. With all nodes well, the same session always meets the same node.
 */
export function byRendezvous<Node extends { name: string }>(nodes: readonly Node[], sessionId: string): Node[] {
	const weight = (node: Node) => createHash('sha256').update(`${node.name}/${sessionId}`).digest('hex');
	return nodes
		.map((node) => ({ node, weight: weight(node) }))
		.sort((a, b) => (a.weight < b.weight ? 1 : -1))
		.map(({ node }) => node);
}

async function isWell(url: string): Promise<boolean> {
	try {
		const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(patienceMs) });
		await answer.body?.cancel();
		return answer.status === 200;
	} catch {
		return false; // nobody there, or nobody awake
	}
}

/** An ordinary request: the body flows through as it comes, nothing is kept. */
function pass(request: http.IncomingMessage, response: http.ServerResponse, place: string): void {
	const headers = { ...request.headers, 'x-forwarded-for': request.socket.remoteAddress ?? '' };
	const onward = http.request(place + (request.url ?? '/'), { method: request.method, headers }, (answer) => {
		response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
		answer.on('error', () => response.destroy());
		answer.pipe(response);
	});
	onward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
	// whoever asked is gone: what is under way for them ends too
	response.on('close', () => onward.destroy());
	request.pipe(onward);
}

/** An upgrade, byte for byte; until a node took the connection nothing was said, so the next one may be asked. */
function passRaw(
	request: http.IncomingMessage,
	socket: Duplex,
	head: Buffer,
	[place, ...others]: string[],
	keep: (socket: Duplex) => void
): void {
	if (!place) {
		socket.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
		return;
	}
	const { hostname, port } = new URL(place);
	const node = net.connect({ host: hostname, port: Number(port), noDelay: true });
	const refused = () => passRaw(request, socket, head, others, keep);
	node.once('error', refused);
	node.once('connect', () => {
		node.off('error', refused);
		node.on('error', () => socket.destroy());
		node.on('close', () => socket.destroy());
		socket.on('close', () => node.destroy());
		if (socket.destroyed) return void node.destroy();
		keep(node);
		(socket as net.Socket).setNoDelay(true);
		node.write(`${request.method} ${request.url} HTTP/1.1\r\n${rawHeaders(request)}\r\n`);
		node.write(head);
		node.pipe(socket).pipe(node);
	});
}

/** As they came, except for who is asking: that is ours to say. */
function rawHeaders({ rawHeaders: raw, socket }: http.IncomingMessage): string {
	let lines = `X-Forwarded-For: ${socket.remoteAddress ?? ''}\r\n`;
	for (let i = 0; i + 1 < raw.length; i += 2)
		if (raw[i]?.toLowerCase() !== 'x-forwarded-for') lines += `${raw[i]}: ${raw[i + 1]}\r\n`;
	return lines;
}
