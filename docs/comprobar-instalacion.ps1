<#
Comprueba una entrega o una instalación de Atalaya en Windows. No cambia nada: solo lee y dice.
  powershell -ExecutionPolicy Bypass -File comprobar-instalacion.ps1 -Carpeta D:\entrega -Editor "Nombre del editor"
  ... -Instalada           mira la instalación de esta persona
  ... -Instalada -Todos    mira la instalación para todos los usuarios
  ... -Manipular           copia el programa instalado a una carpeta temporal, cambia ahí un byte e intenta abrirlo
Termina con 0 si todo está bien, con 1 si algo falla.
#>
param(
  [string]$Carpeta = '',
  [string]$Editor = '',
  [switch]$Instalada,
  [switch]$Todos,
  [switch]$Manipular
)
$ErrorActionPreference = 'Stop'
$script:fallas = 0

function Decir([bool]$bien, [string]$que) {
  if ($bien) { Write-Host "  bien   $que" -ForegroundColor Green }
  else { Write-Host "  FALLA  $que" -ForegroundColor Red; $script:fallas++ }
}

function Comprobar-Firma([string]$archivo) {
  $firma = Get-AuthenticodeSignature -LiteralPath $archivo
  $nombre = ''
  if ($firma.SignerCertificate) {
    $nombre = $firma.SignerCertificate.GetNameInfo([System.Security.Cryptography.X509Certificates.X509NameType]::SimpleName, $false)
  }
  Decir (($firma.Status -eq 'Valid') -and ($nombre -eq $Editor)) "firma de $(Split-Path $archivo -Leaf): $($firma.Status), $nombre"
  Decir ($null -ne $firma.TimeStamperCertificate) "sello de tiempo de $(Split-Path $archivo -Leaf)"
}

function Puede-Escribir([string]$carpeta) {
  $prueba = Join-Path $carpeta "prueba-$([guid]::NewGuid()).tmp"
  try { [IO.File]::WriteAllText($prueba, ''); Remove-Item -LiteralPath $prueba; return $true } catch { return $false }
}

if ($Carpeta -eq '' -and -not $Instalada -and -not $Manipular) {
  Write-Host 'Diga qué comprobar: -Carpeta, -Instalada o -Manipular. Vea el comienzo de este archivo.'
  exit 1
}
if ($Editor -eq '' -and ($Carpeta -ne '' -or $Instalada)) {
  Write-Host 'Diga el nombre del editor, tal como está en el certificado: -Editor "..."'
  exit 1
}

if ($Carpeta -ne '') {
  Write-Host "Entrega: $Carpeta"
  $lista = Join-Path $Carpeta 'SHA256SUMS'
  Decir (Test-Path -LiteralPath $lista) 'hay lista de huellas'
  $vistos = 0
  foreach ($linea in Get-Content -LiteralPath $lista -Encoding UTF8) {
    $huella, $nombre = $linea -split '  ', 2
    $archivo = Join-Path $Carpeta $nombre
    $es = if (Test-Path -LiteralPath $archivo) { (Get-FileHash -Algorithm SHA256 -LiteralPath $archivo).Hash.ToLower() } else { 'no está' }
    Decir ($es -eq $huella) "huella de $nombre"
    $vistos++
  }
  Decir ($vistos -gt 0) "$vistos archivos en la lista"
  foreach ($instalador in Get-ChildItem -LiteralPath $Carpeta -Filter 'Atalaya-Setup-*.exe') { Comprobar-Firma $instalador.FullName }
}

$programa = if ($Todos) { Join-Path $env:ProgramFiles 'Atalaya' } else { Join-Path $env:LOCALAPPDATA 'Programs\Atalaya' }

if ($Instalada) {
  Write-Host "Programa: $programa"
  Decir (Test-Path -LiteralPath (Join-Path $programa 'Atalaya.exe')) 'está instalado'
  foreach ($archivo in Get-ChildItem -LiteralPath $programa -Include '*.exe', '*.dll' -Recurse) { Comprobar-Firma $archivo.FullName }
  foreach ($nombre in 'LICENSE.electron.txt', 'LICENSES.chromium.html', 'THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json') {
    Decir (Test-Path -LiteralPath (Join-Path $programa $nombre)) "está $nombre"
  }
  Decir (-not (Test-Path -LiteralPath (Join-Path $programa 'resources\default_app.asar'))) 'no está la aplicación de muestra de Electron'

  $guardados = Join-Path (Split-Path $programa -Parent) 'Atalaya-installers'
  $instaladores = @(Get-ChildItem -LiteralPath $guardados -Filter 'Atalaya-Setup-*.exe' -ErrorAction SilentlyContinue)
  Decir (($instaladores.Count -ge 1) -and ($instaladores.Count -le 2)) "instaladores guardados: $($instaladores.Count)"
  Decir (Test-Path -LiteralPath (Join-Path $guardados 'kept.ini')) 'está kept.ini'
  $administrador = ([Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()).IsInRole(
    [Security.Principal.WindowsBuiltInRole]::Administrator)
  if ($Todos -and $administrador) { Write-Host '  (repita esto con una cuenta corriente: solo ella muestra que no puede cambiar el programa)' }
  if ($Todos -and -not $administrador) {
    Decir (-not (Puede-Escribir $programa)) 'una cuenta corriente no puede cambiar el programa'
    Decir (-not (Puede-Escribir $guardados)) 'ni los instaladores guardados'
  }

  $datos = Join-Path $env:LOCALAPPDATA 'Atalaya'
  Decir (Test-Path -LiteralPath $datos) "los datos están en $datos"
  Decir (-not (Test-Path -LiteralPath (Join-Path $env:APPDATA 'Atalaya'))) 'no hay datos en el perfil móvil'
  Decir (Test-Path -LiteralPath (Join-Path $datos 'vault\device.bin')) 'la oficina está ligada a esta cuenta de Windows'
}

if ($Manipular) {
  $copia = Join-Path $env:TEMP "atalaya-manipulada-$([guid]::NewGuid())"
  Copy-Item -LiteralPath $programa -Destination $copia -Recurse
  try {
    $archivo = Join-Path $copia 'resources\app.asar'
    $bytes = [IO.File]::ReadAllBytes($archivo)
    # en un comentario del programa: sin la comprobación abriría como siempre
    $texto = [Text.Encoding]::GetEncoding(28591).GetString($bytes)
    $lugar = $texto.IndexOf('// electron/main.ts')
    Decir ($lugar -gt 0) 'se encontró el comentario que se cambia'
    $bytes[$lugar + 3] = [byte][char]'E'
    [IO.File]::WriteAllBytes($archivo, $bytes)
    $perfil = Join-Path $copia 'perfil'
    $proceso = Start-Process -FilePath (Join-Path $copia 'Atalaya.exe') -ArgumentList "--user-data-dir=`"$perfil`"" -PassThru
    $proceso.WaitForExit(20000) | Out-Null
    Decir ($proceso.HasExited) 'el programa con un byte cambiado no abre'
    if (-not $proceso.HasExited) { Stop-Process -Id $proceso.Id -Force }
  }
  finally { Remove-Item -LiteralPath $copia -Recurse -Force -ErrorAction SilentlyContinue }
}

if ($script:fallas -eq 0) { Write-Host 'Todo está bien.'; exit 0 }
Write-Host "$($script:fallas) comprobaciones fallaron."
exit 1
