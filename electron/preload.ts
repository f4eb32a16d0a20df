import { contextBridge, ipcRenderer } from 'electron';
import { callNames, eventNames, type EventName } from '../shared/ipc/names.ts';

// Everything the page can reach of the computer: the calls of the contract by name. The bridge copies and freezes
// the object; bytes cross as they are, Electron's event objects do not cross at all.
const call = (name: string) => (input: unknown) => ipcRenderer.invoke(name, input);

const on = (name: EventName, listener: (payload: unknown) => void): (() => void) => {
  if (!eventNames.includes(name)) throw new TypeError('unknown event');
  const forward = (_event: unknown, payload: unknown): void => listener(payload);
  ipcRenderer.on(name, forward);
  return () => void ipcRenderer.removeListener(name, forward);
};

contextBridge.exposeInMainWorld('host', { ...Object.fromEntries(callNames.map((name) => [name, call(name)])), on });
