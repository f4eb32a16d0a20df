import { notOut } from '../shared/access/not-out.ts';

/** The few words that the operating system's own boxes show; everything else a person reads is the window's. */
export const text = {
  appName: 'Atalaya',
  close: 'Cerrar',
  reopen: 'Volver a abrir',
  windowGone: 'La ventana dejó de funcionar',
  windowGoneDetail:
    'Lo guardado está a salvo, también el borrador hasta el último segundo. Al volver a abrir tendrá que escribir su contraseña.',
  unkept: 'Hay texto sin guardar',
  unkeptDetail:
    'No se pudo guardar lo último que escribió. Si cierra ahora, se pierde. Vuelva, libere espacio en el disco y espere a que diga «Guardado».',
  goBack: 'Volver',
  closeAnyway: 'Cerrar y perder lo último',
  crashed: 'Atalaya tuvo un error y se cerrará',
  crashedDetail: (incident: string): string =>
    `Lo guardado está a salvo. Si pide ayuda, indique este número de incidente: ${incident}`,
  switchRefused: (name: string): string =>
    `Atalaya no se abre con la opción --${name}, porque dejaría entrar a otros programas. Ábrala sin ella. Nada se tocó.`,
  saveSlip: 'Guardar hoja de soporte',
  slipFiles: 'Texto',
  notPrinted: notOut.printed,
  notSaved: notOut.exported,
  saveDocument: 'Guardar documento',
  pdfFiles: 'Documentos PDF',
  saveData: 'Guardar archivo de datos',
  dataFiles: 'Datos',
  saveAlertForm: 'Guardar formulario de alertas',
  alertForms: 'Formulario de alertas (página web)',
  alertFormName: (office: string): string => `Formulario de alertas ${office}`,
  saveCertificate: 'Guardar certificado o lista de la oficina',
  saveVerifierPage: 'Guardar la página de verificación',
  verifierPages: 'Página de verificación (página web)',
  verifierPageName: 'verificador',
  certificateFiles: 'Certificado',
  chooseTokenProgram: 'Elegir el programa pkcs11-tool (OpenSC)',
  chooseTokenModule: 'Elegir la biblioteca PKCS#11 del token',
  anyFile: 'Cualquier archivo',
  listFiles: 'Lista de revocación',
  chooseList: 'Elegir la lista de revocación de la autoridad de sellado',
  chooseRoot: 'Elegir el certificado del emisor',
  chooseCertificate: 'Elegir archivo de certificado',
  chooseTrustFile: 'Abrir la lista de confianza del ministerio',
  trustFiles: 'Listas de confianza',
  chooseOfficeCards: 'Abrir fichas de oficinas',
  officeCards: 'Fichas de oficinas',
  chooseSnapshot: 'Elegir copia de seguridad',
  snapshotFiles: 'Copias de seguridad de Atalaya',
  chooseSnapshotFolder: 'Elegir la memoria o carpeta para las copias de seguridad',
  chooseEvidence: 'Elegir archivos de evidencia',
  chooseCameraFolder: 'Elegir la carpeta de la cámara',
  saveEvidence: 'Guardar una copia de la evidencia',
  chooseExportFolder: 'Elegir la carpeta para las copias de la evidencia',
  choosePackageFolder: 'Elegir la memoria o carpeta para el paquete de la remisión',
  chooseDriveFolder: 'Elegir la memoria o carpeta del traspaso',
  chooseUpdateFolder: 'Elegir la carpeta con la actualización',
  updateNotStarted: 'La otra versión no se instaló',
  updateNotStartedDetail:
    'El instalador no arrancó o cambió a último momento. Nada se perdió y sigue la versión de antes. Abra la aplicación y búsquela otra vez.',
  chooseBundle: 'Elegir el traspaso',
  bundleFiles: 'Traspasos',
  evidenceFiles: 'Evidencia',
  keyFiles: 'Certificado con clave (.p12, .pfx)',
  profileReadOnly: (folder: string): string =>
    `No se puede escribir en la carpeta donde Atalaya guarda los datos, por eso no se abrió nada. Lo guardado sigue ahí y no se tocó. Devuelva el permiso de escritura a la carpeta, o pida ayuda a soporte: ${folder}`,
  profileFull: (folder: string): string =>
    `El disco está lleno y Atalaya no puede empezar. Lo guardado sigue ahí y no se tocó. Libere espacio y vuelva a abrir. Los datos están en: ${folder}`,
  engineOlder:
    'Este programa es más antiguo que el que usó esta oficina por última vez, y abrirla con él podría borrar su base de datos. No se abrió nada: los datos están a salvo. Instale la versión nueva.',
  engineOther:
    'Este programa no conoce la forma en que está guardada la base de datos de esta oficina, y abrirla con él la borraría. No se abrió nada: los datos están a salvo. Instale la versión nueva.',
} as const;
