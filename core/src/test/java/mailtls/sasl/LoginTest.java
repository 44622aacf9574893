package mailtls.sasl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mailtls.sasl.Exchange.Outcome;
import mailtls.tls.Channel;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.Test;

class LoginTest {

    private final Login login = new Login(new Accounts().add("alice", "sesame"));
    private final Exchange exchange = login.begin(Channel.CLEARTEXT);

    @Test
    void itAsksForTheNameAndThenForThePassword() {
        assertEquals("Username:", Ascii.text(exchange.firstChallenge()));
        assertEquals("Password:", challenge("alice"));
        assertEquals(new Outcome.Granted("alice"), respond("sesame"));
    }

    @Test
    void aWrongPasswordAndAnUnknownAccountAreDeniedAlike() {
        assertEquals("Password:", challenge("alice"));
        assertEquals(new Outcome.Denied("alice"), respond("open"));

        Exchange other = login.begin(Channel.CLEARTEXT);
        assertInstanceOf(Outcome.Ask.class, other.respond(Ascii.utf8("nobody")));
        assertEquals(new Outcome.Denied("nobody"), other.respond(Ascii.utf8("sesame")));
    }

    @Test
    void anEmptyNameOrPasswordIsMalformed() {
        assertEquals(new Outcome.Malformed(), respond(""));
        assertEquals("Password:", challenge("alice"));
        assertEquals(new Outcome.Malformed(), respond(""));
    }

    @Test
    void whatIsNotUtf8IsMalformed() {
        assertEquals(new Outcome.Malformed(), exchange.respond(new byte[] {(byte) 0xff}));
    }

    @Test
    void itDisclosesThePasswordAndWorksAnywhere() {
        assertEquals("LOGIN", login.name());
        assertTrue(login.disclosesPassword());
        assertTrue(login.worksOver(Channel.CLEARTEXT));
    }

    private String challenge(String response) {
        return Ascii.text(((Outcome.Ask) respond(response)).challenge());
    }

    private Outcome respond(String response) {
        return exchange.respond(Ascii.utf8(response));
    }
}
