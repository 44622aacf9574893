package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mailtls.imap.ImapSyntax.Understood;
import mailtls.wire.Ascii;
import mailtls.wire.Octets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What is printed and parsed is the same command. */
class ImapSyntaxProperties {

    private static final Tag TAG = new Tag("a.1");

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void whatIsPrintedIsUnderstood(@ForAll("commands") ImapCommand command) {
        assertEquals(new Understood.Complete(command), understand(WireForm.of(command)));
    }

    /** Understands a command that is there whole, as the assembler would. */
    static Understood understand(String octets) {
        int end = octets.indexOf("\r\n");
        Assembled words = Assembled.of(end < 0 ? octets : octets.substring(0, end));
        String rest = end < 0 ? "" : octets.substring(end + 2);
        for (Optional<LiteralMark> mark = LiteralMark.atEndOf(words.lastLine());
                mark.isPresent();
                mark = LiteralMark.atEndOf(words.lastLine())) {
            int count = (int) mark.get().octets();
            String behind = rest.substring(count);
            int next = behind.indexOf("\r\n");
            words = words.with(
                    new Octets(Ascii.octets(rest.substring(0, count))), next < 0 ? behind : behind.substring(0, next));
            rest = next < 0 ? "" : behind.substring(next + 2);
        }
        return ImapSyntax.understand(words);
    }

    @Example
    void secretsDoNotPrint() {
        for (String command : List.of("a LOGIN alice sesame", "a AUTHENTICATE PLAIN AGFsaWNlAHNlc2FtZQ==")) {
            String printed = understand(command).toString();

            assertTrue(printed.contains("tag=a"), printed);
            assertFalse(printed.contains("sesame") || printed.contains("AGFs"), printed);
        }
        assertEquals(
                "2 lines, 1 literals",
                Assembled.of("a LOGIN {6}").with(new Octets(new byte[6]), "").toString());
    }

    @Example
    void theAccountOfAnInitialResponseIsSeenForTheWarningOnly() {
        assertEquals("alice", InitialResponse.account("PLAIN", "AGFsaWNlAHNlc2FtZQ=="));
        assertEquals("alice", InitialResponse.account("LOGIN", "YWxpY2U="));
        assertEquals("", InitialResponse.account("PLAIN", "YWxpY2U="));
        assertEquals("", InitialResponse.account("PLAIN", "!"));
    }

    @Example
    void aTagIsATagOrCannotBeBuilt() {
        assertEquals(Optional.of(new Tag("a]1")), Tag.of("a]1"));
        for (String none : List.of("", "+", "a+", "a b", "a(", "a\r", "\u00fc", "*")) {
            assertEquals(Optional.empty(), Tag.of(none), none);
        }
    }

    @Example
    void whatCannotBeUnderstoodIsAnsweredWithItsTag() {
        for (String words : List.of(
                "a",
                "a ",
                "a  NOOP",
                "a NOOP ",
                "a UID",
                "a UID NOOP",
                "a LOGIN alice",
                "a LOGIN \"alice secret",
                "a LOGIN \"a\\b\" c",
                "a AUTHENTICATE PLAIN ",
                "a ENABLE",
                "a FETCH 1",
                "a FETCH 1 ()x",
                "a FETCH 1 BODY[",
                "a FETCH 1 BODY[0]",
                "a FETCH 1 BODY[MIME]",
                "a FETCH 1 BODY[TEXT]<0>",
                "a FETCH 1 BODY[TEXT]<0.0>",
                "a FETCH 1 BODY[HEADER.FIELDS ()]",
                "a FETCH 1 BODY[HEADER.FIELDS (\"a b\")]",
                "a FETCH 1:2:3 FLAGS",
                "a FETCH 1 NONSENSE",
                "a SEARCH NONSENSE x",
                "a FETCH 11111111111 FLAGS",
                "a NOOP {x}",
                "a NOOP x}",
                "a STORE 1 FLAG x",
                "a SEARCH",
                "a SEARCH ()",
                "a SEARCH OR ALL",
                "a SEARCH NOT",
                "a LIST \"\"",
                "a LIST \"\" * RETURN",
                "a LIST \"\" * RETURN (NONSENSE)",
                "a LIST (NONSENSE) \"\" *",
                "a LIST \"\" * x",
                "a STATUS INBOX (NONSENSE)",
                "a APPEND INBOX",
                "a APPEND INBOX x",
                "a ID",
                "a ID x",
                "a SEARCH RETURN (NONSENSE) ALL",
                "a SEARCH LARGER 9999999999999999999",
                "a FETCH 1 BODY[" + "1.".repeat(101) + "1]")) {
            Understood understood = understand(words);

            assertTrue(
                    understood instanceof Understood.Faulty faulty
                            && faulty.reply().text().startsWith("a BAD "),
                    words);
        }
    }

    @Provide
    Arbitrary<ImapCommand> commands() {
        return Arbitraries.oneOf(List.of(fetches(), stores(), searches(), others()));
    }

    private static Arbitrary<ImapCommand> fetches() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        sets(),
                        items().list().ofMinSize(1).ofMaxSize(4))
                .as((uid, set, items) -> {
                    Set<FetchItem> all = new LinkedHashSet<>();
                    if (uid) {
                        all.add(FetchItem.Attribute.UID);
                    }
                    all.addAll(items);
                    return new ImapCommand.Fetch(TAG, uid, set, all);
                });
    }

    private static Arbitrary<FetchItem> items() {
        Arbitrary<FetchItem> content = Combinators.combine(
                        Arbitraries.integers().between(1, 9).list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of(Section.Kind.class),
                        Arbitraries.of("FROM", "X-y", "to")
                                .list()
                                .uniqueElements()
                                .ofMinSize(1),
                        Arbitraries.of(true, false),
                        Arbitraries.longs().between(1, 1L << 40).optional())
                .as((path, kind, fields, peek, count) -> new FetchItem.Content(
                        FetchItem.Form.BODY,
                        new Section(path, kind, kind.name().startsWith("HEADER_") ? fields : List.of()),
                        peek,
                        count.map(many -> new FetchItem.Partial(many / 2, many))));
        Arbitrary<FetchItem> binary = Arbitraries.of(true, false)
                .map(peek -> peek
                        ? new FetchItem.BinarySize(new Section(List.of(1, 2), Section.Kind.ALL, List.of()))
                        : new FetchItem.Content(FetchItem.Form.BINARY, Section.ALL, peek, Optional.empty()));
        return Arbitraries.oneOf(List.of(
                content,
                binary,
                Arbitraries.of(FetchItem.Attribute.class).map(attribute -> attribute),
                Arbitraries.of(FetchItem.RFC822, FetchItem.RFC822_HEADER, FetchItem.RFC822_TEXT)));
    }

    private static Arbitrary<ImapCommand> stores() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        sets(),
                        Arbitraries.of(ImapCommand.Store.How.class),
                        Arbitraries.of("\\Seen", "\\Draft", "kept", "$Junk").set())
                .as((uid, set, how, flags) -> new ImapCommand.Store(TAG, uid, set, how, !uid, flags));
    }

    private static Arbitrary<ImapCommand> searches() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(ImapCommand.Search.Return.class)
                                .set()
                                .ofMinSize(1)
                                .optional(),
                        keys(3))
                .as((uid, returns, key) ->
                        new ImapCommand.Search(TAG, uid, returns.map(EnumSet::copyOf), "UTF-8", key));
    }

    private static Arbitrary<SearchKey> keys(int depth) {
        Arbitrary<SearchKey> plain = Arbitraries.oneOf(List.of(
                Arbitraries.just(new SearchKey.All()),
                sets().map(set -> new SearchKey.Numbered(set, false)),
                sets().map(set -> new SearchKey.Numbered(set, true)),
                Arbitraries.of("\\Seen", "\\Deleted", "kept").map(SearchKey.Flagged::new),
                strings().map(text -> new SearchKey.Header("X-A", text)),
                strings().map(text -> new SearchKey.Text(text.isEmpty(), text)),
                Arbitraries.longs().between(0, 1L << 40).map(octets -> new SearchKey.Sized(octets % 2 == 0, octets)),
                Arbitraries.integers()
                        .between(0, 20_000)
                        .map(day -> new SearchKey.Dated(
                                day % 2 == 0, SearchKey.When.values()[day % 3], LocalDate.ofEpochDay(day)))));
        if (depth == 0) {
            return plain;
        }
        Arbitrary<SearchKey> inner = keys(depth - 1);
        return Arbitraries.oneOf(List.of(
                plain,
                inner.map(SearchKey.Not::new),
                Combinators.combine(inner, inner).as(SearchKey.Or::new),
                inner.list().ofMinSize(2).ofMaxSize(3).map(SearchKey.And::new)));
    }

    private static Arbitrary<ImapCommand> others() {
        return Combinators.combine(strings(), strings(), sets()).as((one, other, set) -> switch (one.length() % 4) {
            case 0 -> new ImapCommand.Select(TAG, other);
            case 1 -> new ImapCommand.Rename(TAG, one, other);
            case 2 -> new ImapCommand.Copy(TAG, other.isEmpty(), set, other);
            default -> new ImapCommand.Status(TAG, one, EnumSet.of(ImapCommand.StatusItem.UNSEEN));
        });
    }

    private static Arbitrary<String> strings() {
        return Arbitraries.strings()
                .withChars('"', '\\', '{', '}', ' ', '\u00fc', '\r', '\n')
                .withCharRange('a', 'z')
                .ofMaxLength(8);
    }

    private static Arbitrary<SequenceSet> sets() {
        Arbitrary<Long> numbers = Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.longs().between(1, 0xffff_ffffL)),
                Tuple.of(1, Arbitraries.just(SequenceSet.STAR)));
        return Combinators.combine(numbers, numbers)
                .as(SequenceSet.Range::new)
                .list()
                .ofMaxSize(4)
                .map(SequenceSet::new);
    }
}
