const fields = 'form, textarea, input, select';

/**
 * [A22] Browsers write what stands in fields to their own disk, to have it there again after a crash or at the button
 * back, and signing out does not reach that. On a shared computer it would be text about a child. A form that says
 * `autocomplete="off"` is left out; so every form of these pages says so, also one that comes later. Fields whose own
 * attribute says what they are for, such as passwords, go on as they do.
 */
export function keepNoFields(): () => void {
	const nowhere = document.createElement('form');
	nowhere.id = 'kept-nowhere';
	nowhere.hidden = true;
	nowhere.autocomplete = 'off';
	document.body.append(nowhere);
	const off = (field: Element) => {
		if (!field.hasAttribute('autocomplete')) field.setAttribute('autocomplete', 'off');
		// a text field goes by its form alone: one that has none is given that of nowhere, which nothing submits
		if (field instanceof HTMLTextAreaElement && !field.form) field.setAttribute('form', nowhere.id);
	};
	const look = (part: ParentNode) => part.querySelectorAll(fields).forEach(off);
	look(document);
	const watch = new MutationObserver((changes) => {
		for (const { addedNodes } of changes)
			for (const node of addedNodes)
				if (node instanceof Element) {
					if (node.matches(fields)) off(node);
					look(node);
				}
	});
	watch.observe(document.body, { childList: true, subtree: true });
	return () => {
		watch.disconnect();
		nowhere.remove();
	};
}
