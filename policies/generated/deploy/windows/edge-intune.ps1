$ErrorActionPreference = 'Stop'
$key = 'HKLM:\Software\Policies\Microsoft\Edge\3rdparty\extensions\EXTENSION_ID\policy'
if (Test-Path -LiteralPath $key) { Remove-Item -LiteralPath $key -Recurse -Force }
New-Item -Path $key -Force | Out-Null
New-ItemProperty -LiteralPath $key -Name 'force' -PropertyType String -Value '{"code":"TF","name":"Test Force (synthetic)"}' -Force | Out-Null
New-ItemProperty -LiteralPath $key -Name 'identity' -PropertyType String -Value '{"id":"TF-4312","unit":"CID-North","reviewer":false}' -Force | Out-Null
New-ItemProperty -LiteralPath $key -Name 'policyVersion' -PropertyType String -Value 'TF 2026.1' -Force | Out-Null
New-ItemProperty -LiteralPath $key -Name 'sites' -PropertyType String -Value '["rms.testforce.police.uk"]' -Force | Out-Null
New-ItemProperty -LiteralPath $key -Name 'rules' -PropertyType String -Value '[{"id":"testforce-victim-context-inform","when":{"kind":["immigration-context"],"role":["victim","witness"],"group":["DA","SEX","MSHT"]},"outcome":"inform","reasons":[],"wording":"immigration-context","sources":[{"document":"Test Force victim record procedure (synthetic)","edition":"1.0","checkedOn":"2026-11-01"}]}]' -Force | Out-Null
New-ItemProperty -LiteralPath $key -Name 'contains' -PropertyType String -Value '["force","identity","policyVersion","sites","rules"]' -Force | Out-Null
