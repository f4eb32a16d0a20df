// Preload of the bench's page: what it may ask its main process for.
import { contextBridge, ipcRenderer } from 'electron';
import { vaultCalls } from './vault-calls.ts';

const call = (name: string) => (input: unknown) => ipcRenderer.invoke(name, input);
contextBridge.exposeInMainWorld('benchHost', Object.fromEntries(vaultCalls.map((name) => [name, call(name)])));
