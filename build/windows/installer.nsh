; What the Windows installer does beyond electron-builder's own script: it keeps itself and the one before it, so that an
; office can go back without a network. They lie beside the program's folder: inside it the uninstaller of the older
; version would take them along, and beside it whoever may not change the program may not change them either.

!macro findKeptInstallers OUT
  ${StdUtils.GetParentPath} ${OUT} "$INSTDIR"
  StrCpy ${OUT} "${OUT}\Atalaya-installers"
!macroend

!macro customInstall
  Push $R1
  Push $R2
  Push $R3
  Push $R4
  Push $R5
  !insertmacro findKeptInstallers $R1
  StrCpy $R2 "Atalaya-Setup-${VERSION}.exe"
  CreateDirectory "$R1"
  ClearErrors
  ; who goes back runs the one that lies there
  ${if} "$EXEPATH" != "$R1\$R2"
    CopyFiles /SILENT "$EXEPATH" "$R1\$R2.new"
    ${ifNot} ${Errors}
      Delete "$R1\$R2"
      Rename "$R1\$R2.new" "$R1\$R2"
    ${endIf}
  ${endIf}
  ${if} ${Errors}
    ; the program is there all the same; going back then takes the older installer from elsewhere
    Delete "$R1\$R2.new"
    DetailPrint "No se pudo guardar una copia del instalador en $R1"
  ${else}
    ; what the publisher signed vouches for it when somebody goes back; one that does not is refused by the app
    ${if} ${FileExists} "$EXEDIR\actualizacion.json"
    ${andIf} ${FileExists} "$EXEDIR\actualizacion.firma"
      CopyFiles /SILENT "$EXEDIR\actualizacion.json" "$R1\$R2.json"
      CopyFiles /SILENT "$EXEDIR\actualizacion.firma" "$R1\$R2.firma"
      ClearErrors
    ${endIf}
    ReadINIStr $R3 "$R1\kept.ini" installers current
    ${if} $R3 != ""
    ${andIf} $R3 != $R2
      WriteINIStr "$R1\kept.ini" installers previous $R3
    ${endIf}
    WriteINIStr "$R1\kept.ini" installers current $R2
    FlushINI "$R1\kept.ini"
    ReadINIStr $R3 "$R1\kept.ini" installers previous
    FindFirst $R4 $R5 "$R1\Atalaya-Setup-*.exe"
    ${doWhile} $R5 != ""
      ${if} $R5 != $R2
      ${andIf} $R5 != $R3
        Delete "$R1\$R5"
        Delete "$R1\$R5.json"
        Delete "$R1\$R5.firma"
      ${endIf}
      FindNext $R4 $R5
    ${loop}
    FindClose $R4
  ${endIf}
  ; electron-builder's script keeps one more copy, for updates by difference, which there are none of
  ${if} $installMode == "all"
    SetShellVarContext current
  ${endIf}
  Delete "$LOCALAPPDATA\${APP_INSTALLER_STORE_FILE}"
  ${if} $installMode == "all"
    SetShellVarContext all
  ${endIf}
  ClearErrors
  Pop $R5
  Pop $R4
  Pop $R3
  Pop $R2
  Pop $R1
!macroend

; Only the program's own files go, by name: never an office, wherever it lies.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    Push $R1
    !insertmacro findKeptInstallers $R1
    Delete "$R1\Atalaya-Setup-*.exe"
    Delete "$R1\Atalaya-Setup-*.exe.json"
    Delete "$R1\Atalaya-Setup-*.exe.firma"
    Delete "$R1\kept.ini"
    RMDir "$R1"
    Pop $R1
  ${endIf}
!macroend
