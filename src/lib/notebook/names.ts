/**
 * Names of the shared documents. A document has one audience: whoever may sync it receives all of it.
 * `session/<id>/table` is for everybody at the table, `session/<id>/own/<userId>` for its owner alone.
 */
export type DocumentName = { kind: 'table'; sessionId: string } | { kind: 'own'; sessionId: string; userId: string };

export const tableName = (sessionId: string): string => `session/${sessionId}/table`;
export const ownName = (sessionId: string, userId: string): string => `session/${sessionId}/own/${userId}`;

const id = '[A-Za-z0-9_-]{1,40}';
const pattern = new RegExp(`^session/(${id})/(?:(table)|own/(${id}))$`);

/** Reads a document name from a socket's path; null for anything else. */
export function parseName(name: string): DocumentName | null {
	const match = pattern.exec(name);
	const sessionId = match?.[1];
	if (!match || !sessionId) return null;
	const userId = match[3];
	return userId ? { kind: 'own', sessionId, userId } : { kind: 'table', sessionId };
}
