import net from 'node:net';

/**
 * The first port from `from` on that nobody listens on, neither on this machine's own address nor on all of them.
 *
 * @param {number} from
 */
export async function freePort(from) {
	for (let port = from; port < from + 200; port++) {
		if ((await canListen(port, '127.0.0.1')) && (await canListen(port))) return port;
	}
	throw new Error(`No free port between ${from} and ${from + 199}.`);
}

/**
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
function canListen(port, host) {
	return new Promise((resolve) => {
		const server = net.createServer();
		server.once('error', () => resolve(false));
		server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
	});
}
