package mailtls.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.tls.TestTls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventTest {

    /** What a peer would put into a name to write a line of its own, or to hide one. */
    private static final String EVIL = "odd\r\n\tlogged in\u0000\u001b[2J\u2028\u2029\u0085\u202e\ud800x";

    static Stream<Event> events() {
        return Stream.of(
                new Event.Connected(EVIL, EVIL, EVIL),
                new Event.Refused(EVIL),
                new Event.EarlyPlaintext(EVIL, 7, Event.EarlyPlaintext.Kind.TEXT),
                new Event.Secured(EVIL, TestTls.facts()),
                new Event.HandshakeFailed(EVIL),
                new Event.PasswordInClear(EVIL, EVIL, 2),
                new Event.LoggedIn(EVIL, EVIL),
                new Event.LoginFailed(EVIL, EVIL),
                new Event.MessageAccepted(EVIL, 1, 2),
                new Event.MessageRefused(EVIL),
                new Event.Truncated(),
                new Event.SaidFarewell(EVIL),
                new Event.Faulted(EVIL),
                new Event.Disconnected(1, 2, 3));
    }

    @Test
    void noEventIsLeftOutHere() {
        Set<Class<?>> here = events().map(Event::getClass).collect(Collectors.toSet());

        assertEquals(Set.of(Event.class.getPermittedSubclasses()), here);
    }

    @Test
    void noTwoEventsHaveTheSameName() {
        List<String> names = events().map(Event::name).toList();

        assertEquals(names.stream().distinct().toList(), names);
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsOneLineWhateverThePeerPutIntoIt(Event event) {
        String line = Event.toLine(event);

        assertTrue(line.startsWith(event.name()));
        assertTrue(line.replace("\t", "").chars().noneMatch(Character::isISOControl), line);
        assertEquals(event.fields().size(), line.chars().filter(c -> c == '\t').count());
        assertTrue(Stream.of("\u2028", "\u2029", "\u202e", "\ud800").noneMatch(line::contains));
    }

    @Test
    void whatIsForgedIsSeenToBe() {
        var forged = new Event.HandshakeFailed("odd\r\n2026-01-01\tlogged in\u001b[2J\u2028x");

        assertEquals("handshake failed\treason=odd??2026-01-01?logged in?[2J?x", Event.toLine(forged));
    }

    @ParameterizedTest
    @MethodSource("events")
    void detailsAreStringsNumbersOrBooleans(Event event) {
        for (Object value : event.fields().values()) {
            assertTrue(
                    value instanceof String || value instanceof Number || value instanceof Boolean,
                    () -> value + " is a " + value.getClass());
        }
    }

    @Test
    void aLineIsNamesAndValuesInTheirOrder() {
        assertEquals(
                "password in clear\tcommand=AUTH\taccount=a•••\ttimes-from-this-address=2",
                Event.toLine(new Event.PasswordInClear("AUTH", "a•••", 2)));
        assertEquals(
                "early plaintext\tprotocol=imap\toctets=5\tkind=tls record",
                Event.toLine(new Event.EarlyPlaintext("imap", 5, Event.EarlyPlaintext.Kind.TLS_RECORD)));
        assertEquals("truncated", Event.toLine(new Event.Truncated()));
    }

    @Test
    void aTlsSessionIsDescribed() {
        String line = Event.toLine(new Event.Secured("STARTTLS", TestTls.facts()));

        assertEquals(
                List.of("secured", "mode", "version", "suite", "server-name", "alpn", "client-certificate", "resumed"),
                Arrays.stream(line.split("\t"))
                        .map(part -> part.replaceAll("=.*", ""))
                        .toList());
        assertTrue(line.contains("\tversion=TLSv1.3\t") && line.endsWith("\tclient-certificate=-\tresumed=false"));
    }

    @ParameterizedTest
    @CsvSource({
        "alice,            a•••",
        "alice@example.org,a•••",
        "a,                a•••",
        "'',               -",
        "'  ',             -",
        "' alice',         ?•••",
        "élise,            ?•••",
        "'\u0007x',        ?•••"
    })
    void anAccountIsRedactedToItsFirstLetter(String account, String redacted) {
        assertEquals(redacted, Event.Accounts.redacted(account));
    }
}
