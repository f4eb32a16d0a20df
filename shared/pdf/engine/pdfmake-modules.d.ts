// pdfmake's inner modules have no types of their own; `pdfmake.ts` gives the parts in use theirs.
declare module 'pdfmake/js/*' {
  const module: unknown;
  export = module;
}
