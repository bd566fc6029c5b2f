/*
 * All the script the parents' page has (decision 0041). It works without; written for old phones, so in old words.
 * 1. The secret of a letter stands behind the # of its link, where no server reads it: it is taken out of the address bar
 *    at once and sent in a form. 2. Reading aloud, where this device itself has a voice for the language.
 */
(function () {
	'use strict';

	function bringSecret() {
		var secret = location.hash.slice(1);
		var form = document.getElementById('door');
		if (!form || !/^[0-9A-Za-z]{28}$/.test(secret)) return;
		history.replaceState(null, '', location.pathname + location.search);
		document.documentElement.className += ' opening';
		form.elements.namedItem('secret').value = secret;
		form.submit();
	}
	bringSecret();
	addEventListener('hashchange', bringSecret);

	var speech = window.speechSynthesis;
	var button = document.getElementById('listen');
	if (!speech || !button || !window.SpeechSynthesisUtterance) return;
	var label = button.querySelector('span');
	var start = label.textContent;
	var voice = null;
	var queue = [];
	var saying = null;

	/* Only a voice on this device: another one would send what is read to somebody else. */
	function findVoice() {
		var language = document.documentElement.lang;
		var voices = speech.getVoices();
		for (var i = 0; i < voices.length && !voice; i++)
			if (voices[i].localService && voices[i].lang.toLowerCase().split(/[-_]/)[0] === language) voice = voices[i];
		if (voice) button.hidden = false;
	}

	function stop() {
		queue = [];
		speech.cancel();
		mark(null);
		label.textContent = start;
		button.setAttribute('aria-pressed', 'false');
	}

	function mark(element) {
		if (saying) saying.className = saying.className.replace(/ ?\bsaying\b/, '');
		saying = element;
		if (saying) saying.className += ' saying';
	}

	function next() {
		var element = queue.shift();
		if (!element) return stop();
		var said = new SpeechSynthesisUtterance(element.textContent);
		said.voice = voice;
		said.lang = voice.lang;
		said.rate = 0.9;
		said.onend = function () {
			if (saying === element) next();
		};
		mark(element);
		speech.speak(said);
	}

	button.addEventListener('click', function () {
		if (saying) return stop();
		queue = [].slice.call(document.querySelectorAll('[data-say]'));
		label.textContent = button.getAttribute('data-stop');
		button.setAttribute('aria-pressed', 'true');
		next();
	});
	addEventListener('pagehide', stop);
	findVoice();
	if (speech.addEventListener) speech.addEventListener('voiceschanged', findVoice);
	else speech.onvoiceschanged = findVoice;
})();
