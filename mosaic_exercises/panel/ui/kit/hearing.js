// What Python says of an exercise, and its silence.

/** `update(message)` takes a view; `doneWord()`: what a check does here, in a word.
 *  @param {{ update: (message: any) => void, drawState: () => void, doneWord: () => string, touched: () => boolean, saver: any, status: any, checks: any, elsewhere: any, caller: any, watch: any }} parts of the frame */
export function makeHearing({ update, drawState, doneWord, touched, saver, status, checks, elsewhere, caller, watch }) {
  /** @param {() => void} act */
  function heard(act) {
    watch.heard();
    caller.stop();
    act();
    if (!elsewhere.open()) checks.again(); // which answer is to be checked, the learner says first
    if (checks.waiting()) caller.begin();
  }

  return {
    silence() {
      checks.silence();
      if (touched() || checks.waiting()) {
        saver.silent(checks.waiting() && doneWord());
        caller.begin();
      } else status.waiting(); // nothing is at stake: a kernel that starts is busy with other cells
      drawState();
    },

    /** @param {any} message */
    receive(message) {
      if (message.type === "saved") heard(() => saver.saved(message.at));
      else if (message.type === "unsaved") heard(() => saver.unsaved(message.problem));
      else if (message.type === "elsewhere") heard(() => elsewhere.differ(message.other));
      else if (message.type === "view" && message.view) heard(() => update(message));
    },
  };
}
