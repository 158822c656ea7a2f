// A panel that anywidget has made deaf hears again.
//
// anywidget 0.11 gives a widget two seconds to load its module ("Failed to initialize model" is what the console says
// then, at Restart and Run All on a slow computer for instance). After them the widget is drawn all the same, but each
// message from Python waits for a promise that has failed, and is lost. So the panel takes its messages from Jupyter's
// own handler, which waits for nothing: the panel is drawn, or this would not run.

/** Resolves when the model's messages arrive, whatever became of its start.
 *  @param {any} model */
export async function hearAgain(model) {
  try {
    const real = await model.widget_manager.get_model(model.get("own"));
    const handler = inherited(real, "_handle_comm_msg");
    if (handler && real.comm) real.comm.on_msg((/** @type {any} */ message) => handler.call(real, message));
  } catch {
    // another front end than Jupyter's: it has no such promise
  }
}

/** The method of this name that the object's class overrides, or undefined.
 *  @param {any} object @param {string} name */
function inherited(object, name) {
  let proto = Object.getPrototypeOf(object);
  while (proto && !Object.hasOwn(proto, name)) proto = Object.getPrototypeOf(proto);
  return proto && Object.getPrototypeOf(proto)[name];
}
