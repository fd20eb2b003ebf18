# SPDX-License-Identifier: GPL-3.0-or-later
# ledsag: every command a person needs. `make help` lists them.

VERSION  := 0.1.0
PREFIX   ?= /usr/local
DESTDIR  ?=
CC       ?= cc
# BUILD names the folder of a variant (asan, coverage); WHAT adds its flags; V=1 shows the commands in full.
BUILD    ?= build
WHAT     ?=
OPT      ?= -O2 -g
WERROR   ?= -Werror

WARN     := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wconversion -Wvla $(WERROR)
HARDEN   := -fstack-protector-strong -fPIE
# glibc's checks of buffers need an optimising compiler, and do what the sanitizers do better.
ifeq ($(filter -O0,$(OPT))$(findstring sanitize,$(WHAT)),)
HARDEN   += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
endif
PLACES   := -DLEDSAG_DATADIR='"$(PREFIX)/share/ledsag"' -DLEDSAG_LOCALEDIR='"$(PREFIX)/share/locale"' \
            -DLEDSAG_LIBEXECDIR='"$(PREFIX)/libexec/ledsag"' \
            -DLEDSAG_BUILDDIR='"$(abspath $(BUILD))"' -DLEDSAG_SOURCEDIR='"$(CURDIR)"'
CPPFLAGS += -Iinclude -D_GNU_SOURCE -DLEDSAG_VERSION='"$(VERSION)"' $(PLACES)
CFLAGS   := -std=c11 $(OPT) $(WARN) $(HARDEN) $(WHAT)
LDFLAGS  += -pie -Wl,-z,relro,-z,now -Wl,--as-needed $(WHAT)
LIBS     := confuse sqlite3 sodium jansson csv ncursesw tinfo
LDLIBS   := $(LIBS:%=-l%)
# Linked into ledsag where Debian has them as archives, so that a start looks up a third of the symbols; what guards secrets stays
# shared, and is renewed with the system. `make STATIC=` links all of them shared.
STATIC   ?= $(filter-out sodium,$(LIBS))
inside    = $(if $(findstring /,$(shell $(CC) -print-file-name=lib$(1).a)),-l:lib$(1).a,-l$(1))
LEDLIBS   = $(foreach l,$(LIBS),$(if $(filter $(l),$(STATIC)),$(call inside,$(l)),-l$(l))) -lm

# What Debian must give us: to build, and to test.
DEPS      := gcc make libc6-dev pkg-config gettext tzdata libncurses-dev libconfuse-dev libsqlite3-dev libsodium-dev \
             libjansson-dev libcsv-dev libical-dev libcmocka-dev ncurses-term
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
USES_export  := export app store conf core base
USES_screens := screens ui export app store conf core base
USES_cli     := core base
USES_tui     := base
LINK_base    :=
LINK_core    :=
LINK_conf    := -lconfuse
LINK_store   := -lsqlite3 -lsodium
LINK_app     := $(LDLIBS)
LINK_ui      := -lncursesw -ltinfo
LINK_export  := $(LDLIBS)
LINK_screens := $(LDLIBS)
LINK_cli     := -ljansson -lsqlite3
LINK_tui     := -lutil

TEST_ROOMS := base core conf store app export ui screens cli tui
TEST_SRC   := $(foreach r,$(TEST_ROOMS),$(wildcard tests/$(r)/test_*.c))
TEST_BIN   := $(patsubst tests/%.c,$(BUILD)/t/%,$(TEST_SRC))
LANGS      := da de
PO         := $(wildcard $(LANGS:%=conf/locale/%.po))
MO         := $(PO:conf/locale/%.po=$(BUILD)/locale/%/LC_MESSAGES/ledsag.mo)
POT        := $(BUILD)/ledsag.pot
LEDSAG     := $(BUILD)/ledsag
# Small programs that ledsag runs: each of NAME.c and NAME_*.c, with what it alone is linked with.
LIBEXEC    := $(addprefix $(BUILD)/libexec/ledsag-,ics)
LINK_libexec_ics := -lical -ljansson

# A short line for each step; the parts of a build side by side, unless make was told how many.
SHOW     = $(if $(V),,@printf '  %-5s %s\n' $(1) $(2);)
PARALLEL = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))
SUBMAKE  = $(MAKE) --no-print-directory -s $(PARALLEL)

.PHONY: all help deps deps-lint deps-more run demo check tests asan valgrind fuzz coverage bench lint install uninstall clean pot
.PHONY: FORCE
.DELETE_ON_ERROR:
all: $(LEDSAG) $(LIBEXEC) $(MO)

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12

# ---- what Debian gives ----------------------------------------------------

# Installs only what is missing, so that a machine that has all of it needs neither root nor a network.
define need
	@missing=; for p in $(1); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q '^install ok installed' || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then echo "installing:$$missing"; \
	  as=; [ "$$(id -u)" = 0 ] || as=sudo; \
	  $$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	elif [ -n "$(filter $@,$(MAKECMDGOALS))" ]; then echo "all there: $(strip $(1))"; fi
endef
deps: ## install the packages that are missing (apt-get)
	$(call need,$(DEPS))
deps-lint:
	$(call need,$(DEPS) $(DEPS_LINT))
deps-more:
	$(call need,$(DEPS) $(DEPS_MORE))

# ---- build ----------------------------------------------------------------

$(BUILD)/o/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call SHOW,CC,$<)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# What a variable holds, in a file that is only written where it changed: what was built with another value is built again.
define remember
$(BUILD)/o/$(1): FORCE
	@mkdir -p $$(@D); printf '%s\n' '$(subst ','\'',$(2))' | cmp -s - $$@ || printf '%s\n' '$(subst ','\'',$(2))' >$$@
endef
$(eval $(call remember,places,$(PLACES)))
$(call objects,src/app/place.c tests/support.c tests/fuzz/fuzz.c $(TEST_SRC)): $(BUILD)/o/places

define room
$(eval $(call remember,$(1).list,$(SRC_$(1))))
$(BUILD)/lib$(1).a: $$(call objects,$$(SRC_$(1))) $(BUILD)/o/$(1).list
	@rm -f $$@
	$$(call SHOW,AR,$$@)ar rcs $$@ $$(filter %.o,$$^)
endef
$(foreach r,$(ROOMS),$(eval $(call room,$(r))))

$(LEDSAG): $(BUILD)/o/src/main.o $(ALL_LIBS)
	$(call SHOW,LD,$@)$(CC) $(LDFLAGS) -o $@ $^ $(LEDLIBS)

.SECONDEXPANSION:
$(BUILD)/libexec/ledsag-%: $$(call objects,$$(wildcard src/libexec/$$*.c src/libexec/$$*_*.c)) $(call lib,base)
	@mkdir -p $(@D)
	$(call SHOW,LD,$@)$(CC) $(LDFLAGS) -o $@ $^ $(LINK_libexec_$*)

$(BUILD)/locale/%/LC_MESSAGES/ledsag.mo: conf/locale/%.po
	@mkdir -p $(@D)
	$(call SHOW,MO,$@)msgfmt -c -o $@ $< 2>$@.said || { cat $@.said; exit 1; }

# ---- run ------------------------------------------------------------------

# The demo is made anew each day, so that it goes up to yesterday.
run: deps ## install what is missing, build, open a demo household
	@$(SUBMAKE) all
	@mkdir -p $(BUILD)/demo; cd $(BUILD)/demo; today=$$(date +%F); \
	if [ ! -e bpa.db ] || [ "$$(cat bpa.day 2>/dev/null)" != "$$today" ]; then \
	  rm -f bpa.db*; $(abspath $(LEDSAG)) demo bpa.db --case bpa >/dev/null && echo "$$today" >bpa.day; fi
	@$(LEDSAG) -f $(BUILD)/demo/bpa.db

demo: all ## build the three demo households in build/demo
	@mkdir -p $(BUILD)/demo; date +%F >$(BUILD)/demo/bpa.day
	@for c in bpa ledsage pb; do \
	  rm -f $(BUILD)/demo/$$c.db*; $(LEDSAG) demo $(BUILD)/demo/$$c.db --case $$c || exit; done

# ---- test -----------------------------------------------------------------

define test_room
$(BUILD)/t/$(1)/%: $(BUILD)/o/tests/$(1)/%.o $(BUILD)/o/tests/support.o $(foreach u,$(USES_$(1)),$(call lib,$(u)))
	@mkdir -p $$(@D)
	$$(call SHOW,LD,$$@)$$(CC) $$(LDFLAGS) -o $$@ $$^ -lcmocka $(LINK_$(1))
endef
$(foreach r,$(TEST_ROOMS),$(eval $(call test_room,$(r))))
.SECONDARY:

check: deps ## install what is missing, build, run every test
	@$(SUBMAKE) tests
	@BUILD=$(BUILD) tests/run.sh $(TEST_BIN)
# The fuzzer is built with them, so that a change of what it calls is seen at once; its own sanitizers come with `make fuzz`.
tests: all $(TEST_BIN) $(call objects,$(wildcard tests/fuzz/*.c))

asan: deps ## the tests under AddressSanitizer and UBSan
	@$(MAKE) --no-print-directory check BUILD='$(BUILD)-asan' OPT='-O1 -g' \
	  WHAT='-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer'

# Readers of what people write, under the sanitizers, for a while; in CI for a shorter one. What breaks them is left in a file.
FUZZ_SECONDS ?= 60
fuzz: deps ## break the readers with changed inputs (FUZZ_SECONDS=60)
	@$(SUBMAKE) fuzz-program BUILD='$(BUILD)-fuzz' OPT='-O1 -g' \
	  WHAT='-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -fsanitize-coverage=trace-pc'
	@seconds='$(FUZZ_SECONDS)'; [ "$$CI" != true ] || [ "$$seconds" -le 20 ] || seconds=20; \
	'$(BUILD)-fuzz/fuzz/fuzz' -t "$$seconds" -o '$(BUILD)-fuzz'
fuzz-program: $(BUILD)/fuzz/fuzz
$(BUILD)/fuzz/fuzz: $(call objects,$(wildcard tests/fuzz/*.c)) $(foreach r,app store conf core base,$(call lib,$(r)))
	@mkdir -p $(@D)
	$(call SHOW,LD,$@)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
.PHONY: fuzz-program

valgrind: deps-more ## the tests under valgrind
	@$(SUBMAKE) tests
	@BUILD=$(BUILD) WRAP='valgrind -q --error-exitcode=99 --leak-check=full --trace-children=no' tests/run.sh $(TEST_BIN)

coverage: deps-more ## line coverage of the tests, in build-cov/html
	@find '$(BUILD)-cov' -name '*.gcda' -delete 2>/dev/null; \
	$(MAKE) --no-print-directory check BUILD='$(BUILD)-cov' OPT='-O0 -g' WHAT='--coverage'
	@lcov -q -c -d '$(BUILD)-cov' -o '$(BUILD)-cov/all.info'
	@lcov -q -e '$(BUILD)-cov/all.info' '$(CURDIR)/src/*' '$(CURDIR)/screens/*' -o '$(BUILD)-cov/ledsag.info'
	@genhtml -q '$(BUILD)-cov/ledsag.info' -o '$(BUILD)-cov/html' && lcov --summary '$(BUILD)-cov/ledsag.info'

# The bare programs that ledsag is measured against, and what measures.
BENCH := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(wildcard tests/bench/*.c))
$(BUILD)/bench/%: tests/bench/%.c Makefile
	@mkdir -p $(@D)
	$(call SHOW,LD,$@)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< -lsqlite3 -lncursesw -ltinfo -lutil

bench: deps-more ## measure against peers, in one table
	@$(SUBMAKE) all bench-programs
	@BUILD=$(BUILD) tests/bench/run.sh
bench-programs: $(BENCH)
.PHONY: bench-programs

lint: deps-lint ## the arrows of the house, the man pages, the translations
	@$(SUBMAKE) all $(POT)
	@BUILD=$(BUILD) POT=$(POT) tests/lint.sh

# ---- translations ---------------------------------------------------------

SENTENCES := $(sort $(foreach r,$(ROOMS),$(SRC_$(r))) src/main.c $(wildcard screens/*.h))
$(POT): $(SENTENCES)
	@mkdir -p $(@D)
	$(call SHOW,POT,$@)xgettext --from-code=UTF-8 -k_ -kN_ -kNC_:1c,2 -kngettext:1,2 --add-comments=TRANSLATORS --sort-output \
	  --package-name=ledsag --package-version=$(VERSION) -o $@ $^

pot: $(POT) ## take new sentences into conf/locale/*.po
	@mkdir -p conf/locale; for l in $(LANGS); do po=conf/locale/$$l.po; \
	  [ -e $$po ] || msginit --no-translator -l $$l -i $(POT) -o $$po; \
	  msgmerge -q -U --backup=none --no-fuzzy-matching --no-location --sort-output $$po $(POT); \
	  msgattrib --no-obsolete --no-location --sort-output -o $$po $$po; done

# ---- install --------------------------------------------------------------

# From where to where, as FROM=TO under the prefix: what install copies and uninstall removes.
man_of    = $(foreach m,$(wildcard $(1)/*.[1-8]),$(m)=share/man$(2)/man$(subst .,,$(suffix $(m)))/$(notdir $(m)))
CONF_DIRS = schemes holidays pension holiday-leave pay worktime
INSTALLED = $(foreach c,$(wildcard conf/*.conf),$(c)=share/ledsag/$(notdir $(c))) \
            $(foreach d,$(CONF_DIRS),$(foreach c,$(wildcard conf/$(d)/*.conf),$(c)=share/ledsag/$(d)/$(notdir $(c)))) \
            $(foreach m,$(MO),$(m)=$(m:$(BUILD)/%=share/%)) \
            $(call man_of,man,) $(foreach l,$(LANGS),$(call man_of,man/$(l),/$(l)))
TO        = $(DESTDIR)$(PREFIX)

install: all ## into PREFIX (/usr/local)
	@install -D -m 755 $(LEDSAG) '$(TO)/bin/ledsag'
	@for f in $(LIBEXEC); do install -D -m 755 "$$f" '$(TO)/libexec/ledsag/'"$${f##*/}" || exit; done
	@for f in $(INSTALLED); do install -D -m 644 "$${f%%=*}" '$(TO)/'"$${f#*=}" || exit; done
	@echo "installed: $(TO)/bin/ledsag"

# Folders go where they are left empty: ledsag's own, and under DESTDIR all.
FOLDERS = bin libexec $(sort $(dir $(foreach f,$(INSTALLED),$(lastword $(subst =, ,$(f))))))
uninstall: ## remove what install put there
	@rm -f '$(TO)/bin/ledsag' $(LIBEXEC:$(BUILD)/libexec/%='$(TO)/libexec/ledsag/%')
	@for f in $(INSTALLED); do rm -f '$(TO)/'"$${f#*=}"; done
	@cd '$(TO)' 2>/dev/null && rmdir $(CONF_DIRS:%=share/ledsag/%) share/ledsag libexec/ledsag 2>/dev/null || true
	@case '$(DESTDIR)' in ''|/) ;; *) cd '$(DESTDIR)' && for d in $(FOLDERS); do d="$(PREFIX)/$$d"; \
	  rmdir -p --ignore-fail-on-non-empty "$${d#/}" 2>/dev/null || true; done ;; esac

clean: ## remove what was built
	rm -rf '$(BUILD)' '$(BUILD)-asan' '$(BUILD)-fuzz' '$(BUILD)-cov'

-include $(shell find $(BUILD)/o -name '*.d' 2>/dev/null)
