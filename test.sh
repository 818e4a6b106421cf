#!/usr/bin/env bash
# Gets what a fresh machine lacks, builds, checks the data files, runs every test and closes with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

stop() { echo "$1" >&2; echo "0 passed, 1 failed"; exit 1; }

command -v dotnet >/dev/null || stop "需要 .NET 10 SDK。"
tools/get-postgresql.sh || stop "没有 PostgreSQL，测试跑不了。"
tools/get-browser.sh || stop "没有浏览器，页面测试跑不了。"

# A package mirror can be out of breath; one more try costs seconds.
dotnet restore -v quiet || dotnet restore -v quiet --no-http-cache || stop "还原依赖没有成功。"
dotnet build -c Release --no-restore -v quiet || stop "构建没有成功。"
dotnet artifacts/bin/Bot/release/PartyBuilding.Bot.dll check || stop "dialogs/ 或 plan/ 有错，见上。"

results=artifacts/test-results
rm -rf "$results"
status=0
dotnet test -c Release --no-build --results-directory "$results" --logger "trx" "$@" || status=$?

sum() { cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*>' | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{n+=$1} END {print n+0}'; }
total=$(sum total)
passed=$(sum passed)
failed=$((total - passed))
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
if [ "$total" -eq 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
