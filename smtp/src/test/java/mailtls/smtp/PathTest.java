package mailtls.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "alice@example.org, alice@example.org",
                "a.b+c@example.org, a.b+c@example.org",
                "\"a b\"@example.org, a b@example.org",
                "\"a\\\"\\@b\"@example.org, a\"@b@example.org",
                "alice@[192.0.2.1], alice@[192.0.2.1]",
                "alice@[IPv6:2001:db8::1], alice@[IPv6:2001:db8::1]",
                "@x.example:alice@example.org, alice@example.org",
                "postmaster, postmaster@mail.example"
            })
    void anAddressIsReadWithoutQuotesAndRoutes(String text, String address) {
        assertEquals(address, Path.parse(text).orElseThrow().address("mail.example"));
    }

    @Test // RFC 6531 3.3
    void anAddressBeyondAsciiIsUtf8() {
        Path path = Path.parse("\u00c3\u00bc@\u00c3\u00bc.example").orElseThrow();
        assertTrue(path.isInternational());
        assertEquals("\u00fc@\u00fc.example", path.address("mail.example"));
        assertTrue(Path.parse("u@\u00c3\u00bc.example").orElseThrow().isInternational());
        assertEquals(Optional.empty(), Path.parse("\u00fc@example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "@",
                "a@",
                "@b",
                "a@b@c",
                "a b@c",
                "a..b@c",
                ".a@c",
                "a.@c",
                "\"a@c",
                "a\"@c",
                "\"\"\"@c",
                "a@-c",
                "a@c-",
                "a@c..d",
                "a@.c",
                "a@[1.2.3.4",
                "a@[]",
                "a<@c",
                "a>@c",
                "a,b@c",
                "a@c\t",
                "(a)@c",
                "@x:",
                "\\a@c"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertEquals(Optional.empty(), Path.parse(text));
    }

    @Test // RFC 5321 4.5.3.1
    void anAddressHasALongestLength() {
        assertTrue(Path.parse("a".repeat(Path.LONGEST - 2) + "@b").isPresent());
        assertFalse(Path.parse("a".repeat(Path.LONGEST - 1) + "@b").isPresent());
        assertTrue(Domain.parse("a".repeat(Domain.LONGEST)).isPresent());
        assertFalse(Domain.parse("a".repeat(Domain.LONGEST + 1)).isPresent());
    }

    @Test
    void aWrongPathCannotBeBuilt() {
        Optional<Domain> domain = Domain.parse("example.org");
        assertThrows(IllegalArgumentException.class, () -> new Path("a\r\nb", domain));
        assertThrows(IllegalArgumentException.class, () -> new Path("", domain));
        assertThrows(IllegalArgumentException.class, () -> new Path("alice", Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new Domain("a\r\nb"));
    }

    @Test // RFC 5321 4.5.5
    void theNullPathIsEmpty() {
        assertEquals("<>", Path.NULL.toString());
        assertTrue(Path.NULL.isNull());
    }
}
