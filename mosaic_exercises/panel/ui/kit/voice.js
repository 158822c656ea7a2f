// Reading aloud by the browser's own voices, sentence by sentence: play, pause, back, on, speed.
//
// A browser's pause() is not to be relied on (Android ends what it pauses; Chrome stops a long text by itself), so
// pausing ends the sentence, and going on begins it again. A page has one voice at a time: who begins stops who reads.

const reading = { stop: () => {} };

/** `told` is called with every change.
 * @param {{ who: string, text: string }[]} sentences
 * @param {(now: { at: number, playing: boolean, ended?: boolean }) => void} told
 * @param {{ speech?: SpeechSynthesis, signal?: AbortSignal }} [by] */
export function makeVoice(sentences, told, { speech = globalThis.speechSynthesis, signal } = {}) {
  let at = 0;
  let playing = false;
  let rate = 1;
  let turn = 0; // what an utterance says when it ends counts only for the turn that began it

  const voices = () => (speech?.getVoices() ?? []).filter((v) => v.lang?.toLowerCase().startsWith("en"));

  function say() {
    if (reading.stop !== stop) reading.stop();
    reading.stop = stop;
    const mine = ++turn;
    const { who, text } = sentences[at];
    const own = voices();
    const words = new SpeechSynthesisUtterance(text);
    // Two voices where there are two; else one at two pitches.
    words.voice = (who === "b" && own[1]) || own[0] || null;
    words.lang = words.voice?.lang ?? "en-GB";
    words.pitch = own.length > 1 ? 1 : who === "b" ? 0.8 : 1.15;
    words.rate = rate;
    words.onend = () => mine === turn && playing && next();
    words.onerror = (event) => mine === turn && !["interrupted", "canceled"].includes(event.error) && stop();
    speech.cancel();
    speech.speak(words);
    told({ at, playing });
  }

  function next() {
    if (at + 1 >= sentences.length) return ended();
    at += 1;
    say();
  }

  function ended() {
    turn += 1;
    playing = false;
    at = 0;
    told({ at, playing, ended: true });
  }

  function stop() {
    turn += 1;
    if (playing) speech?.cancel(); // else somebody else may be reading
    playing = false;
    told({ at, playing });
  }

  /** @param {number} to */
  function go(to) {
    at = Math.max(0, Math.min(sentences.length - 1, to));
    if (playing) say();
    else told({ at, playing });
  }

  signal?.addEventListener("abort", stop);
  return {
    can: () => voices().length > 0,
    at: () => at,
    playing: () => playing,
    play() {
      playing = true;
      say();
    },
    stop,
    go,
    /** @param {number} to */
    speed(to) {
      rate = to;
      if (playing) say();
    },
  };
}
