// The one pattern of a cell that may be run when its notebook opens. It is published in labextension/pattern.py; a test
// proves that this copy is the same text and decides alike.
export const CELL =
  /^(?:(?:#[^\x00-\x1f\x7f-\x9f\u2028\u2029]*\n)*(?:(?:from mosaic_exercises import (?:start|case|exercise|glossary|keep|quiz|lab|listen|my_plan|review|submit)(?:, (?:start|case|exercise|glossary|keep|quiz|lab|listen|my_plan|review|submit))*\n)?\n*(?:(?:start|case|glossary|listen|my_plan|review|submit)\(\)|(?:exercise|glossary|quiz|lab)\("[a-z0-9]+(?:-[a-z0-9]+)*"\)|keep\("[a-z0-9]+(?:-[a-z0-9]+)*"(?:, "[a-z0-9]+(?:-[a-z0-9]+)*")*\))|from mosaic_exercises\.instructor import (?:class_page\n+class_page|marking\n+marking|room\n+room)\(\))\n*)$/;

export const mayRun = (source) => CELL.test(source);
