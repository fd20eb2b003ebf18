# SPDX-License-Identifier: GPL-3.0-or-later
# ledsag: every command a person needs. `make help` lists them.

VERSION  := 0.1.0
PREFIX   ?= /usr/local
DESTDIR  ?=
CC       ?= cc
# BUILD names the folder of a variant (asan, coverage); WHAT adds its flags.
BUILD    ?= build
WHAT     ?=
OPT      ?= -O2 -g
WERROR   ?= -Werror

WARN     := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wconversion -Wvla $(WERROR)
HARDEN   := -fstack-protector-strong -fPIE
LIBS_PC  := libconfuse sqlite3 libsodium jansson
CPPFLAGS += -Iinclude -D_GNU_SOURCE -DLEDSAG_VERSION='"$(VERSION)"' \
            -DLEDSAG_DATADIR='"$(PREFIX)/share/ledsag"' -DLEDSAG_LOCALEDIR='"$(PREFIX)/share/locale"' \
            -DLEDSAG_BUILDDIR='"$(abspath $(BUILD))"' -DLEDSAG_SOURCEDIR='"$(CURDIR)"'
CFLAGS   := -std=c11 $(OPT) $(WARN) $(HARDEN) $(WHAT)
LDFLAGS  += -pie -Wl,-z,relro,-z,now -Wl,--as-needed $(WHAT)
LDLIBS   := -lconfuse -lsqlite3 -lsodium -ljansson -lcsv -lncursesw -ltinfo

# What Debian must give us: to build, and to test.
DEPS      := gcc make libc6-dev pkg-config gettext tzdata libncurses-dev libconfuse-dev libsqlite3-dev libsodium-dev \
             libjansson-dev libcsv-dev libcmocka-dev ncurses-term
DEPS_LINT := mandoc
DEPS_MORE := valgrind lcov hyperfine strace timewarrior ledger calcurse sqlite3

# The rooms, innermost first. Each is an archive; a room may use those before it.
ROOMS    := base core conf store app export ui screens cli
SRC_base    := $(wildcard src/base/*.c)
SRC_core    := $(wildcard src/core/*.c)
SRC_conf    := $(wildcard src/conf/*.c)
SRC_store   := $(wildcard src/store/*.c)
SRC_app     := $(wildcard src/app/*.c)
SRC_export  := $(wildcard src/export/*.c)
SRC_ui      := $(wildcard src/ui/*.c src/ui/*/*.c)
SRC_screens := $(wildcard screens/*.c)
SRC_cli     := $(wildcard src/cli/*.c)
lib       = $(BUILD)/lib$(1).a
objects   = $(patsubst %.c,$(BUILD)/o/%.o,$(1))
ALL_LIBS := $(foreach r,cli screens ui export app store conf core base,$(call lib,$(r)))
# Archives a test room links: its own and those under it.
USES_base    := base
USES_core    := core base
USES_conf    := conf core base
USES_store   := store core base
USES_app     := app store conf core base
USES_ui      := ui base
USES_screens := screens ui export app store conf core base
USES_cli     := core base
USES_tui     := base
LINK_base    :=
LINK_core    :=
LINK_conf    := -lconfuse
LINK_store   := -lsqlite3 -lsodium
LINK_app     := $(LDLIBS)
LINK_ui      := -lncursesw -ltinfo
LINK_screens := $(LDLIBS)
LINK_cli     := -ljansson
LINK_tui     := -lutil

TEST_ROOMS := base core conf store app ui screens cli tui
TEST_SRC   := $(foreach r,$(TEST_ROOMS),$(wildcard tests/$(r)/test_*.c))
TEST_BIN   := $(patsubst tests/%.c,$(BUILD)/t/%,$(TEST_SRC))
LANGS      := da de
MO         := $(foreach l,$(LANGS),$(BUILD)/locale/$(l)/LC_MESSAGES/ledsag.mo)
LEDSAG     := $(BUILD)/ledsag

.PHONY: all help deps run demo check asan valgrind fuzz coverage bench lint install uninstall clean pot
all: $(LEDSAG) $(MO)

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

# ---- what Debian gives ----------------------------------------------------

# Installs only what is missing, so that a machine that has all of it needs neither root nor a network.
define need
	@missing=; for p in $(1); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q '^install ok installed' || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then echo "installing:$$missing"; \
	  as=; [ "$$(id -u)" = 0 ] || as=sudo; \
	  $$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; fi
endef
deps: ## install the packages that are missing (apt-get)
	$(call need,$(DEPS))
deps-lint:
	$(call need,$(DEPS) $(DEPS_LINT))
deps-more:
	$(call need,$(DEPS) $(DEPS_MORE))
.PHONY: deps-lint deps-more

# ---- build ----------------------------------------------------------------

$(BUILD)/o/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

define room
$(BUILD)/lib$(1).a: $$(call objects,$$(SRC_$(1)))
	@rm -f $$@
	ar rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call room,$(r))))

$(LEDSAG): $(BUILD)/o/src/main.o $(ALL_LIBS)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/locale/%/LC_MESSAGES/ledsag.mo: conf/locale/%.po
	@mkdir -p $(@D)
	msgfmt -c -o $@ $<

# ---- run ------------------------------------------------------------------

run: deps ## install what is missing, build, open a demo household
	@$(MAKE) --no-print-directory -s all
	@mkdir -p $(BUILD)/demo; test -e $(BUILD)/demo/bpa.db || $(LEDSAG) demo $(BUILD)/demo/bpa.db --case bpa >/dev/null
	@$(LEDSAG) -f $(BUILD)/demo/bpa.db

demo: all ## build the three demo households in build/demo
	@mkdir -p $(BUILD)/demo
	@for c in bpa ledsage pb; do rm -f $(BUILD)/demo/$$c.db*; $(LEDSAG) demo $(BUILD)/demo/$$c.db --case $$c; done

# ---- test -----------------------------------------------------------------

define test_room
$(BUILD)/t/$(1)/%: $(BUILD)/o/tests/$(1)/%.o $(BUILD)/o/tests/support.o $(foreach u,$(USES_$(1)),$(call lib,$(u)))
	@mkdir -p $$(@D)
	$$(CC) $$(LDFLAGS) -o $$@ $$^ -lcmocka $(LINK_$(1))
endef
$(foreach r,$(TEST_ROOMS),$(eval $(call test_room,$(r))))
.SECONDARY:

check: deps ## install what is missing, build, run every test
	@$(MAKE) --no-print-directory -s all tests
	@BUILD=$(BUILD) tests/run.sh $(TEST_BIN)
tests: all $(TEST_BIN)
.PHONY: tests

asan: deps ## the tests under AddressSanitizer and UBSan
	@$(MAKE) --no-print-directory check BUILD=build-asan OPT='-O1 -g' \
	  WHAT='-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer'

valgrind: deps deps-more ## the tests under valgrind
	@$(MAKE) --no-print-directory -s all tests
	@BUILD=$(BUILD) WRAP='valgrind -q --error-exitcode=99 --leak-check=full --trace-children=no' tests/run.sh $(TEST_BIN)

coverage: deps deps-more ## line coverage of the tests, in build-cov/html
	@$(MAKE) --no-print-directory check BUILD=build-cov OPT='-O0 -g' WHAT='--coverage'
	@lcov -q -c -d build-cov -o build-cov/all.info && lcov -q -e build-cov/all.info '$(CURDIR)/src/*' '$(CURDIR)/screens/*' -o build-cov/ledsag.info
	@genhtml -q build-cov/ledsag.info -o build-cov/html && lcov --summary build-cov/ledsag.info

bench: deps deps-more ## measure against peers, in one table
	@$(MAKE) --no-print-directory -s all
	@tests/bench/run.sh

lint: deps-lint ## the arrows of the house, the man pages, the translations
	@tests/lint.sh

# ---- translations ---------------------------------------------------------

pot: ## take new sentences into conf/locale/*.po
	@mkdir -p $(BUILD)
	xgettext --from-code=UTF-8 -k_ -kN_ -kngettext:1,2 --add-comments=TRANSLATORS --no-location --sort-output \
	  --package-name=ledsag --package-version=$(VERSION) -o $(BUILD)/ledsag.pot $(sort $(foreach r,$(ROOMS),$(SRC_$(r))) src/main.c)
	@for l in $(LANGS); do msgmerge -q -U --backup=none --no-fuzzy-matching --no-location --sort-output conf/locale/$$l.po $(BUILD)/ledsag.pot; \
	  msgattrib --no-obsolete --sort-output -o conf/locale/$$l.po conf/locale/$$l.po; done

# ---- install --------------------------------------------------------------

MAN := $(wildcard man/*.[1-8])
install: all ## into PREFIX (/usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/ledsag/schemes
	install -m 755 $(LEDSAG) $(DESTDIR)$(PREFIX)/bin/ledsag
	install -m 644 conf/*.conf $(DESTDIR)$(PREFIX)/share/ledsag
	install -m 644 conf/schemes/*.conf $(DESTDIR)$(PREFIX)/share/ledsag/schemes
	for m in $(MAN); do s=$${m##*.}; install -D -m 644 $$m $(DESTDIR)$(PREFIX)/share/man/man$$s/$${m##*/}; done
	for l in $(LANGS); do install -D -m 644 $(BUILD)/locale/$$l/LC_MESSAGES/ledsag.mo $(DESTDIR)$(PREFIX)/share/locale/$$l/LC_MESSAGES/ledsag.mo; \
	  for m in man/$$l/*.[1-8]; do [ -e $$m ] || continue; s=$${m##*.}; install -D -m 644 $$m $(DESTDIR)$(PREFIX)/share/man/$$l/man$$s/$${m##*/}; done; done

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/ledsag
	rm -rf $(DESTDIR)$(PREFIX)/share/ledsag
	for m in $(MAN); do s=$${m##*.}; rm -f $(DESTDIR)$(PREFIX)/share/man/man$$s/$${m##*/}; done
	for l in $(LANGS); do rm -f $(DESTDIR)$(PREFIX)/share/locale/$$l/LC_MESSAGES/ledsag.mo; \
	  for m in man/$$l/*.[1-8]; do [ -e $$m ] || continue; s=$${m##*.}; rm -f $(DESTDIR)$(PREFIX)/share/man/$$l/man$$s/$${m##*/}; done; done

clean: ## remove what was built
	rm -rf build build-asan build-cov

-include $(shell find $(BUILD)/o -name '*.d' 2>/dev/null)
