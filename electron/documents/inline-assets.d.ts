// Files that the bundler turns into data URLs.
declare module '*.ttf?inline' {
  const dataUrl: string;
  export = dataUrl;
}
declare module '*.icc?url&inline' {
  const dataUrl: string;
  export = dataUrl;
}
