#!/usr/bin/env bash
# Restores, builds and starts PartyBuilding. Options pass through; a verb (understand, check, import …) runs that instead.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

if ! command -v dotnet >/dev/null; then
  echo "需要 .NET 10 SDK：请先安装，再运行 ./run.sh。" >&2
  exit 1
fi

verb=serve
case "${1:-}" in ''|-*) ;; *) verb=$1 ;; esac
if [ "$verb" = serve ] && [ -z "${ConnectionStrings__Party:-}" ]; then
  tools/get-postgresql.sh
fi
echo "正在构建，第一次要一两分钟……" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! dotnet build src/Bot -c Release -v quiet >"$log" 2>&1; then
  echo "构建没有成功：" >&2
  cat "$log" >&2
  exit 1
fi
rm -f "$log"
trap - EXIT
exec dotnet artifacts/bin/Bot/release/PartyBuilding.Bot.dll "$@"
