// Longer than most: one editor, and nobody else knows ProseMirror. Loaded when there is something to write.
import { baseKeymap, splitBlockAs, toggleMark } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { Schema, Slice, type Mark, type Node } from 'prosemirror-model';
import { EditorState, Plugin, TextSelection, type Command, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet, EditorView } from 'prosemirror-view';
import type { SharedWords } from '$lib/domain/plan-writing';
import {
	editsBetween,
	listOf,
	mark,
	plainOf,
	readRich,
	writeRich,
	type Flat,
	type ListKind
} from '$lib/domain/rich-text';

/** What stands at the caret, for the buttons above the text. */
export interface FormNow {
	bold: boolean;
	italic: boolean;
	list: ListKind | null;
}

export interface EditorOptions {
	/** What it begins with; of a shared text, what that says. */
	words: Flat;
	/** Attributes of the field: its name for who hears it, and what describes it. */
	attributes: Record<string, string>;
	/** Letters it takes by typing. */
	longest: number;
	shared?: SharedWords | null;
	/** Somebody typed here, or (`theirs`) elsewhere. */
	onWords?: (words: Flat, theirs: boolean) => void;
	onForm?: (form: FormNow) => void;
}

export interface RichEditor {
	toggle(what: 'bold' | 'italic' | ListKind): void;
	/** Another text in its place; the caret stays in one's own words. */
	show(words: Flat): void;
	focus(): void;
	select(from: number, to: number): void;
	readonly view: EditorView;
	destroy(): void;
}

/** Lines and nothing around them: a list is a mark of its line, so that no change of form moves a letter [LP11]. */
const schema = new Schema({
	nodes: {
		doc: { content: 'line+' },
		line: {
			content: 'text*',
			attrs: { list: { default: null, validate: 'string|null' } },
			toDOM: ({ attrs }) => ['p', attrs['list'] ? { 'data-list': String(attrs['list']) } : {}, 0]
		},
		text: {}
	},
	marks: {
		bold: { toDOM: () => ['strong', 0] },
		italic: { toDOM: () => ['em', 0] }
	}
});
const { line: lineType } = schema.nodes;
const { bold, italic } = schema.marks;

/** Our own form on the clipboard; to everywhere else go words and line ends. */
const clipboardType = 'text/x-kijkkring';

export function openEditor(place: HTMLElement, options: EditorOptions): RichEditor {
	const { shared = null, longest } = options;
	/** Where the caret is, in a way that lasts while others type. */
	let lasting: { anchor: string; head: string } | null = null;

	const view: EditorView = new EditorView(place, {
		state: EditorState.create({
			doc: docOf(options.words),
			plugins: [
				...(shared ? [carets(shared)] : [history()]),
				keymap({
					'Mod-b': toggleMark(bold),
					'Mod-i': toggleMark(italic),
					'Mod-z': shared ? () => (shared.undo(), true) : undo,
					'Mod-y': shared ? () => (shared.redo(), true) : redo,
					'Shift-Mod-z': shared ? () => (shared.redo(), true) : redo,
					Enter: newLine,
					'Shift-Enter': newLine,
					Backspace: outOfList
				}),
				keymap(baseKeymap),
				new Plugin({ filterTransaction: (tr, state) => staysWithin(tr, state, longest) })
			]
		}),
		attributes: options.attributes,
		handleTextInput: beginList,
		handleDOMEvents: {
			// what is pasted or dropped brings its words, and form only when it comes from a field like this one
			paste: (_view, event) => paste(event, event.clipboardData),
			drop: (_view, event) => paste(event, event.dataTransfer),
			copy: (_view, event) => copy(event),
			cut: (_view, event) => copy(event) && (view.dispatch(view.state.tr.deleteSelection()), true),
			blur: () => (shared?.show(null), false),
			focus: () => (tellCaret(), false)
		},
		dispatchTransaction(tr) {
			const before = tr.docChanged ? flatOf(view.state.doc) : null;
			view.updateState(view.state.apply(tr));
			const theirs = tr.getMeta('theirs') === true;
			if (before) {
				const after = flatOf(view.state.doc);
				if (!theirs) shared?.write(editsBetween(before, after));
				options.onWords?.(after, theirs);
			}
			if (shared && !theirs && (tr.selectionSet || tr.docChanged)) tellCaret();
			options.onForm?.(formAt(view.state));
		}
	});

	function tellCaret(): void {
		if (!shared) return;
		const { anchor, head } = view.state.selection;
		const at = (pos: number) => shared.placeOf(indexAt(view.state.doc, pos));
		lasting = { anchor: at(anchor), head: at(head) };
		if (view.hasFocus()) shared.show(lasting);
	}

	/** Makes the text say this; only what differs is touched. */
	function become(words: Flat): void {
		const next = docOf(words);
		const { doc } = view.state;
		const from = doc.content.findDiffStart(next.content);
		if (from === null) return;
		const end = doc.content.findDiffEnd(next.content);
		if (!end) return;
		// the same letters around it may be counted on both sides
		const overlap = Math.max(0, from - Math.min(end.a, end.b));
		const tr = view.state.tr.replace(from, end.a + overlap, next.slice(from, end.b + overlap));
		tr.setMeta('theirs', true).setMeta('addToHistory', false);
		if (shared && lasting) {
			const [anchor, head] = [shared.indexOf(lasting.anchor), shared.indexOf(lasting.head)];
			if (anchor !== null && head !== null)
				tr.setSelection(TextSelection.create(tr.doc, posAt(tr.doc, anchor), posAt(tr.doc, head)));
		}
		view.dispatch(tr);
	}

	function paste(event: Event, data: DataTransfer | null): boolean {
		event.preventDefault();
		const ours = data?.getData(clipboardType) ?? '';
		const plain = plainOf(data?.getData('text/plain') ?? '')
			.replace(/\r\n?/g, '\n')
			.replace(/[\u0000\u2028\u2029]/g, '');
		const words = readRich(ours || plain);
		if (event instanceof DragEvent) {
			const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
			if (at) view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))));
		}
		const { from, to } = view.state.selection;
		const gone = indexAt(view.state.doc, to) - indexAt(view.state.doc, from);
		const room = longest - (flatOf(view.state.doc).text.length - 1 - gone);
		const text = words.text.slice(0, -1).slice(0, Math.max(0, room));
		if (text === '') return true;
		const fitting = docOf({
			text: `${text}\n`,
			marks: [...words.marks.slice(0, text.length), words.marks.at(-1) ?? 0]
		});
		view.dispatch(view.state.tr.replaceSelection(new Slice(fitting.content, 1, 1)).scrollIntoView());
		return true;
	}

	function copy(event: ClipboardEvent): boolean {
		const { from, to, empty } = view.state.selection;
		if (empty || !event.clipboardData) return false;
		event.preventDefault();
		const words = flatOf(view.state.doc.cut(from, to));
		event.clipboardData.setData('text/plain', words.text.slice(0, -1));
		event.clipboardData.setData(clipboardType, writeRich(words));
		return true;
	}

	const stop = shared?.listen(() => become(shared.read()));
	const stopOthers = shared?.listenToOthers(() => view.dispatch(view.state.tr.setMeta('theirs', true)));
	options.onForm?.(formAt(view.state));

	return {
		view,
		toggle(what) {
			if (what === 'bold' || what === 'italic') toggleMark(schema.marks[what])(view.state, view.dispatch);
			else toggleList(what)(view.state, view.dispatch);
			view.focus();
		},
		show: become,
		focus: () => view.focus(),
		select(from, to) {
			const { doc } = view.state;
			view.dispatch(view.state.tr.setSelection(TextSelection.create(doc, posAt(doc, from), posAt(doc, to))));
		},
		destroy() {
			stop?.();
			stopOthers?.();
			shared?.show(null);
			view.destroy();
		}
	};
}

function docOf({ text, marks }: Flat): Node {
	const lines: Node[] = [];
	for (let from = 0, end = text.indexOf('\n'); end >= 0; from = end + 1, end = text.indexOf('\n', from)) {
		const runs: Node[] = [];
		for (let at = from; at < end;) {
			const on = marks[at] ?? 0;
			let to = at + 1;
			while (to < end && marks[to] === on) to++;
			runs.push(schema.text(text.slice(at, to), marksOf(on)));
			at = to;
		}
		lines.push(lineType.create({ list: listOf(marks[end] ?? 0) }, runs));
	}
	return schema.node('doc', null, lines.length > 0 ? lines : [lineType.create()]);
}

const marksOf = (on: number): Mark[] => [
	...(on & mark.bold ? [bold.create()] : []),
	...(on & mark.italic ? [italic.create()] : [])
];

function flatOf(doc: Node): Flat {
	const flat: Flat = { text: '', marks: [] };
	doc.forEach((line) => {
		line.forEach((run) => {
			const on = run.marks.reduce((sum, { type }) => sum | (type === bold ? mark.bold : mark.italic), 0);
			flat.text += run.text ?? '';
			for (let i = 0; i < (run.text?.length ?? 0); i++) flat.marks.push(on);
		});
		flat.text += '\n';
		flat.marks.push(line.attrs['list'] ? mark[line.attrs['list'] as ListKind] : 0);
	});
	return flat;
}

/** A letter of the flat text and its place here: every line begins one further, for its own beginning. */
const indexAt = (doc: Node, pos: number): number => {
	const at = doc.resolve(Math.max(0, Math.min(pos, doc.content.size)));
	return Math.max(0, pos - at.index(0) - 1);
};
function posAt(doc: Node, index: number): number {
	const before = flatOf(doc).text.slice(0, Math.max(0, index));
	const lines = before.split('\n').length - 1;
	return Math.min(before.length + lines + 1, doc.content.size - 1);
}

const newLine: Command = (state, dispatch, view) => {
	const { $from, empty } = state.selection;
	if (empty && $from.parent.content.size === 0 && $from.parent.attrs['list'])
		return setList(null)(state, dispatch, view);
	return splitBlockAs((node) => ({ type: node.type, attrs: node.attrs }))(state, dispatch, view);
};

/** At the beginning of a line in a list the list goes first, and then the line end. */
const outOfList: Command = (state, dispatch, view) => {
	const { $from, empty } = state.selection;
	if (!empty || $from.parentOffset > 0 || !$from.parent.attrs['list']) return false;
	return setList(null)(state, dispatch, view);
};

const setList =
	(list: ListKind | null): Command =>
	(state, dispatch) => {
		const { from, to } = state.selection;
		const { tr } = state;
		state.doc.nodesBetween(from, to, (node, pos) => {
			if (node.type === lineType) tr.setNodeMarkup(pos, null, { list });
			return node.type !== lineType;
		});
		dispatch?.(tr.scrollIntoView());
		return true;
	};

const toggleList =
	(list: ListKind): Command =>
	(state, dispatch, view) =>
		setList(formAt(state).list === list ? null : list)(state, dispatch, view);

/** A dash or "1." at the beginning of a line, and a blank after it, begin a list. */
function beginList(view: EditorView, from: number, _to: number, typed: string): boolean {
	const at = view.state.doc.resolve(from);
	const before = at.parent.textBetween(0, at.parentOffset);
	const list = typed !== ' ' ? null : before === '-' || before === '*' ? 'bullet' : before === '1.' ? 'number' : null;
	if (!list || at.parent.attrs['list']) return false;
	const start = at.start();
	view.dispatch(view.state.tr.delete(start, from).setNodeMarkup(start - 1, null, { list }));
	return true;
}

const staysWithin = (tr: Transaction, { doc }: EditorState, longest: number): boolean => {
	if (!tr.docChanged || tr.getMeta('theirs') === true) return true;
	const length = flatOf(tr.doc).text.length - 1;
	return length <= longest || length <= flatOf(doc).text.length - 1;
};

function formAt({ selection, storedMarks, doc }: EditorState): FormNow {
	const { $from, from, to, empty } = selection;
	const has = (type: typeof bold) =>
		empty ? type.isInSet(storedMarks ?? $from.marks()) !== undefined : doc.rangeHasMark(from, to, type);
	return { bold: has(bold), italic: has(italic), list: ($from.parent.attrs['list'] as ListKind | null) ?? null };
}

/** The others: a caret with a name, and what they selected. */
const carets = (shared: SharedWords): Plugin =>
	new Plugin({
		props: {
			decorations: ({ doc }) =>
				DecorationSet.create(
					doc,
					shared.others().flatMap(({ id, name, colour, anchor, head }) => {
						const at = posAt(doc, head);
						const [from, to] = [Math.min(posAt(doc, anchor), at), Math.max(posAt(doc, anchor), at)];
						return [
							Decoration.widget(at, () => caretOf(name, colour), { key: `${id} ${name} ${colour} ${head}`, side: -1 }),
							...(from < to ? [Decoration.inline(from, to, { class: `theirs person-${colour}` })] : [])
						];
					})
				)
		}
	});

function caretOf(name: string, colour: number): HTMLElement {
	const caret = document.createElement('span');
	caret.className = `caret person-${colour}`;
	// drawn and not written: it must not be among the words of the text, for whoever hears them or copies them
	caret.dataset['name'] = name;
	return caret;
}
