# The steps of `tests/run`, and how one is run, timed and counted.
# shellcheck shell=bash

LOGS=$SPRO_ROOT/target/test-logs
# What passed and failed, a line a step: the lanes write it side by side.
COUNTS=$LOGS/counts
START=$SECONDS

need_tools() {
  mkdir -p "$LOGS"
  : >"$COUNTS"
  local tool
  for tool in cargo git; do
    command -v "$tool" >/dev/null || { fail "missing: $tool. Rust comes with rustup (1.88 or newer)." && exit 2; }
  done
  if ! command -v cc >/dev/null; then debian_packages gcc libc6-dev || exit 2; fi
}

# count_results LOG: sets `passed` and `failed` to the sums of the closing lines that cargo test, pytest and Node write.
count_results() {
  read -r passed failed < <(awk '
    /^test result: /                  { p += number($0, "passed"); f += number($0, "failed") }
    /^(=+ )?[0-9]+ (passed|failed|skipped|error).* in [0-9.]+s/ {
      p += number($0, "passed"); f += number($0, "failed") + number($0, "error") }
    /^[0-9]+ passed, [0-9]+ failed$/   { p += number($0, "passed"); f += number($0, "failed") }
    /^(#|ℹ) pass [0-9]+$/             { p += $3 }
    /^(#|ℹ) (fail|cancelled) [0-9]+$/ { f += $3 }
    function number(line, word) { return match(line, "[0-9]+ " word) ? substr(line, RSTART, RLENGTH) + 0 : 0 }
    END { print p + 0, f + 0 }' "$1")
}

# run_step PART NAME COMMAND…: the step, its seconds and its counts on one line.
run_step() {
  local part=$1 name=$2 log shown="" status=0 began=$SECONDS passed failed word=ok
  shift 2
  log=$LOGS/$part-$name.log
  ("$@") >"$log" 2>&1 </dev/null || status=$?
  count_results "$log"
  # A step that is no test runner counts as one; so does a failure that no count shows.
  if [ "$status" = 0 ] && [ $((passed + failed)) = 0 ]; then passed=1; fi
  if [ "$status" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
  if [ "$status" != 0 ] || [ "$failed" != 0 ]; then
    word=FAILED
    shown=$(tail -n 60 "$log" | sed 's/^/   | /')$'\n'
  fi
  printf '%d %d\n' "$passed" "$failed" >>"$COUNTS"
  # In one piece: other lanes print too.
  printf '%s%-6s %-16s %4d s  %5d passed %3d failed  %s\n' \
    "$shown" "$word" "$part/$name" $((SECONDS - began)) "$passed" "$failed" "${log#"$SPRO_ROOT"/}"
}

# close STEPS: the sums; fails where anything did, or where fewer steps ended than there are.
close() {
  local steps=$1 ended passed failed
  read -r ended passed failed < <(awk '{ p += $1; f += $2 } END { print NR, p + 0, f + 0 }' "$COUNTS")
  printf 'all steps: %d s\n' $((SECONDS - START))
  [ "$ended" = "$steps" ] || printf '%d steps did not end\n' $((steps - ended))
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$ended" = "$steps" ] && [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}

cargo_doc() {
  RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps --all-features
}

# The crate must build with each of its features alone: users choose.
cargo_features() {
  local feature
  cargo check -q --locked -p spro-core --no-default-features || return 1
  for feature in $(sed -n '/^\[features\]/,/^\[dep/s/^\([a-z][a-z0-9_-]*\) = .*/\1/p' spro-core/Cargo.toml); do
    [ "$feature" = default ] && continue
    echo "feature $feature"
    cargo check -q --locked -p spro-core --no-default-features --features "$feature" || return 1
  done
}

wasm_tests() {
  node_modules spro-wasm || return 1
  if [ -z "${CHROMIUM:-}" ] && [ ! -x /usr/bin/chromium ]; then debian_packages chromium || return 1; fi
  # The example service, for the test that goes the whole way; after the engine's tests nothing is left to build.
  cargo test --locked --quiet --workspace --all-features --no-run --test service || return 1
  (cd spro-wasm && node tests/run.mjs)
}

# python_venv: sets VENV to an environment with what spro-py/requirements-test.txt lists.
python_venv() {
  local python=${PYTHON:-python3}
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "missing: Python 3.11 or newer" || return 1
  VENV=$SPRO_CACHE/venv-$(content_hash spro-py/requirements-test.txt)
  [ -f "$VENV/.spro-complete" ] && return 0
  say "installing Python packages into ${VENV#"$SPRO_ROOT"/}"
  rm -rf "$VENV"
  quietly "$python" -m venv "$VENV" || { debian_packages python3-venv && quietly "$python" -m venv "$VENV"; } || return 1
  quietly "$VENV/bin/pip" install --disable-pip-version-check -r spro-py/requirements-test.txt || return 1
  touch "$VENV/.spro-complete"
}

# python_package: an environment with the wheel.
python_package() {
  python_venv && install_wheel
}

# install_wheel: the wheel, built and installed in VENV where its sources have changed.
install_wheel() {
  local hash out=target/wheels
  hash=$(content_hash Cargo.toml Cargo.lock .cargo spro-core/Cargo.toml spro-core/README.md spro-core/src \
    spro-py/Cargo.toml spro-py/pyproject.toml spro-py/README.md spro-py/src spro-py/python)
  [ "$(cat "$VENV/.spro-wheel" 2>/dev/null)" = "$hash" ] && return 0
  rm -rf "$out"
  "$VENV/bin/maturin" build --locked --generate-stubs -m spro-py/Cargo.toml -i "$VENV/bin/python" -o "$out" || return 1
  "$VENV/bin/pip" install -q --disable-pip-version-check --force-reinstall --no-deps "$out"/spro-*.whl || return 1
  printf '%s' "$hash" >"$VENV/.spro-wheel"
}

# Bytes that the wheel may weigh.
WHEEL_LIMIT=$((4 * 1024 * 1024))

python_wheel() {
  python_package || return 1
  local wheel bytes
  for wheel in target/wheels/spro-*.whl; do
    bytes=$(wc -c <"$wheel")
    say "$wheel: $bytes bytes"
    [ "$bytes" -le "$WHEEL_LIMIT" ] || fail "more than $WHEEL_LIMIT bytes" || return 1
  done
  "$VENV/bin/python" spro-py/measure.py
}

python_stubs() {
  python_package || return 1
  "$VENV/bin/python" -m mypy.stubtest spro --allowlist spro-py/stubtest-allow.txt \
    --mypy-config-file spro-py/pyproject.toml
}

python_tests() {
  python_package || return 1
  if ! command -v java >/dev/null; then debian_packages default-jre-headless || return 1; fi
  # From another folder than the sources: what is tested is the wheel.
  "$VENV/bin/python" -m pytest -c spro-py/pyproject.toml --rootdir spro-py --hypothesis-seed=20161129 spro-py/tests
}

# The comparison with other tools (tests/bench): that all agree, not how fast they are.
bench_agrees() {
  python_venv || return 1
  # The same features as in the tests: nothing is built twice.
  cargo build -q --locked --workspace --all-features --example bench || return 1
  "$VENV/bin/python" tests/bench/selftest.py target/debug/examples/bench
}

readme_commands() {
  python_package || return 1
  "$VENV/bin/python" tests/readme.py
}
