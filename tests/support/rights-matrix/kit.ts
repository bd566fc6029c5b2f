import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { House } from '../../../src/lib/server/house';

/** One route as SvelteKit reads it from the folders: a page, an endpoint, or both. */
export interface Route {
	/** `/(member)/clips/[clip]` */
	id: string;
	page: boolean;
	/** How many layouts lie around its page. */
	layouts: number;
	/** Names of its form actions. */
	actions: string[];
	/** Methods its endpoint answers. */
	methods: string[];
}

export interface Kit {
	routes: Route[];
	/** Asks as a browser would, past no check: hooks, layouts, loads, actions and endpoints are the real ones. */
	ask(request: Request): Promise<Response>;
}

type Module = Record<string, unknown>;
const modules = import.meta.glob<Module>(['/src/routes/**/+*.ts', '/src/routes/**/+*.svelte']);
const load = (file: string): Promise<Module> => {
	const found = modules[`/${file}`];
	if (!found) throw new Error(`no module ${file}`);
	return found();
};

interface Node {
	component?: string;
	universal?: string;
	server?: string;
}
interface ManifestData {
	nodes: Node[];
	routes: {
		id: string;
		pattern: RegExp;
		params: unknown[];
		page: { layouts: (number | undefined)[]; errors: (number | undefined)[]; leaf: number } | null;
		endpoint: { file: string } | null;
	}[];
}
interface KitServer {
	init(options: { env: Record<string, string> }): Promise<void>;
	respond(request: Request, options: { getClientAddress: () => string }): Promise<Response>;
}

const kitFile = (name: string) => path.resolve('node_modules/@sveltejs/kit/src', name);
/** SvelteKit publishes no way to serve the sources from inside a test; these are the parts its own server is made of. */
const kitPart = <T>(name: string) => import(/* @vite-ignore */ pathToFileURL(kitFile(name)).href) as Promise<T>;

/**
 * SvelteKit's own server on the sources, in this process, in a house of the test's making: no build, no port, and what a
 * test does to a module counts.
 */
export async function openKit(house: House): Promise<Kit> {
	const shelf = globalThis as unknown as Record<symbol, unknown>;
	shelf[Symbol.for('kijkkring.house')] = Promise.resolve(house);
	shelf[Symbol.for('kijkkring.greeted')] = Promise.resolve();
	const { load_config } = await kitPart<{ load_config(): Promise<object> }>('core/config/index.js');
	const sync = await kitPart<{
		init(config: object, mode: string): void;
		create(config: object): { manifest_data: ManifestData };
	}>('core/sync/sync.js');
	const config = await load_config();
	sync.init(config, 'test');
	const { manifest_data: data } = sync.create(config);
	const { Server } = (await import(/* @vite-ignore */ kitFile('runtime/server/index.js'))) as {
		Server: new (manifest: object) => KitServer;
	};
	const server = new Server(manifestOf(data));
	await server.init({ env: {} });
	return {
		routes: await Promise.all(data.routes.filter(({ page, endpoint }) => page || endpoint).map(read)),
		ask: (request) => server.respond(request, { getClientAddress: () => '192.0.2.7' })
	};

	async function read({ id, page, endpoint }: ManifestData['routes'][number]): Promise<Route> {
		const leaf = page && data.nodes[page.leaf]?.server;
		const { actions = {} } = leaf ? await load(leaf) : {};
		const answers = endpoint ? await load(endpoint.file) : {};
		return {
			id,
			page: page !== null,
			layouts: page?.layouts.length ?? 0,
			actions: Object.keys(actions as object),
			methods: Object.keys(answers).filter((name) => name === 'fallback' || /^[A-Z]+$/.test(name))
		};
	}
}

const manifestOf = ({ nodes, routes }: ManifestData) => ({
	appDir: '_app',
	appPath: '_app',
	assets: new Set(),
	mimeTypes: {},
	_: {
		client: { start: '', app: '', imports: [], stylesheets: [], fonts: [], uses_env_dynamic_public: false },
		server_assets: {},
		prerendered_routes: new Set(),
		remotes: {},
		matchers: async () => ({}),
		nodes: nodes.map((node, index) => async () => ({
			index,
			...{ universal_id: node.universal, server_id: node.server, imports: [], stylesheets: [], fonts: [] },
			...(node.component ? { component: async () => (await load(node.component ?? ''))['default'] } : {}),
			...(node.universal ? { universal: await load(node.universal) } : {}),
			...(node.server ? { server: await load(node.server) } : {}),
			inline_styles: async () => ({})
		})),
		routes: routes
			.filter(({ page, endpoint }) => page || endpoint)
			.map(({ id, pattern, params, page, endpoint }) => ({
				...{ id, pattern, params, page },
				endpoint: endpoint ? () => load(endpoint.file) : null,
				endpoint_id: endpoint?.file
			}))
	}
});
