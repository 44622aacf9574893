package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import mailtls.wire.Ascii;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MailboxNameProperties {

    @Property
    void aNameComesBackFromTheWire(@ForAll("names") String name, @ForAll boolean utf8) {
        String octets = MailboxName.encode(name, utf8);

        assertEquals(Optional.of(name), MailboxName.decode(octets, utf8));
        assertTrue(utf8 || Ascii.isPrintable(octets));
    }

    @Property
    void octetsAreANameOrNothing(@ForAll("octets") String octets, @ForAll boolean utf8) {
        MailboxName.decode(octets, utf8)
                .ifPresent(name -> assertTrue(name.chars().noneMatch(Character::isISOControl)));
    }

    @Example
    void theExamplesOfTheRfc() {
        assertEquals(
                "~peter/mail/&U,BTFw-/&ZeVnLIqe-",
                MailboxName.encode("~peter/mail/\u53f0\u5317/\u65e5\u672c\u8a9e", false));
        assertEquals(Optional.of("a&b"), MailboxName.decode("a&-b", false));
    }

    @Example
    void whatIsNoName() {
        for (String octets :
                new String[] {"", "&", "&A-", "&AAo-", "&AAA-", "&2D0-", "&!-", "&U/BTFw-", "\u00fc", "\t"}) {
            assertEquals(Optional.empty(), MailboxName.decode(octets, false), octets);
        }
        for (String octets : new String[] {"", "\u00fc", "\n", "x".repeat(MailboxName.LONGEST + 1)}) {
            assertEquals(Optional.empty(), MailboxName.decode(octets, true), octets);
        }
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars('&', '-', '/', 'a', '~', '\u00fc', '\u20ac')
                .withCharRange(' ', '~')
                .withCharRange('\u4e00', '\u4eff')
                .ofMinLength(1)
                .ofMaxLength(30);
    }

    @Provide
    Arbitrary<String> octets() {
        return Arbitraries.strings()
                .withChars('&', '-', ',', '/', 'A', '\0', '\n', '\u00ff')
                .withCharRange('A', 'Z')
                .ofMaxLength(20);
    }
}
