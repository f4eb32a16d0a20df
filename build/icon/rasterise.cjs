// Runs in Electron: draws icon.svg at the sizes given as arguments and writes <size>.png into the folder given first.
const { app, BrowserWindow } = require('electron');
const fs = require('node:fs');
const path = require('node:path');

const [folder, ...sizes] = process.argv.filter((arg) => !arg.startsWith('-')).slice(2);
const svg = fs.readFileSync(path.join(__dirname, 'icon.svg')).toString('base64');

async function draw(size) {
  const window = new BrowserWindow({
    width: size,
    height: size,
    useContentSize: true,
    show: false,
    frame: false,
    transparent: true,
    webPreferences: { offscreen: true },
  });
  const page = `<body style="margin:0"><img width="${size}" height="${size}" src="data:image/svg+xml;base64,${svg}">`;
  await window.loadURL(`data:text/html,${encodeURIComponent(page)}`);
  await window.webContents.executeJavaScript(
    'document.images[0].decode().then(() => new Promise(requestAnimationFrame))',
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  const image = await window.webContents.capturePage({ x: 0, y: 0, width: size, height: size });
  fs.writeFileSync(path.join(folder, `${size}.png`), image.toPNG());
  window.destroy();
}

app.on('window-all-closed', () => undefined);
app.whenReady().then(async () => {
  for (const size of sizes.map(Number)) await draw(size);
  app.quit();
});
