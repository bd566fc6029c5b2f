/** What our tests use of the provider package, which brings no types. */
declare module 'oidc-provider' {
	import type { IncomingMessage, ServerResponse } from 'node:http';

	interface Context {
		oidc: { client: { clientId: string }; session: { accountId: string } };
	}
	export default class Provider {
		constructor(issuer: string, settings: Record<string, unknown>);
		Grant: new (of: { clientId: string; accountId: string }) => {
			addOIDCScope(scope: string): void;
			save(): Promise<string>;
		};
		callback(): (request: IncomingMessage, response: ServerResponse) => void;
		interactionFinished(
			request: IncomingMessage,
			response: ServerResponse,
			result: { login: { accountId: string; amr?: string[] } }
		): Promise<void>;
	}
	export type { Context };
}
