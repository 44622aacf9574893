package mailtls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import mailtls.sasl.Accounts;
import mailtls.store.MemoryMailStore;
import mailtls.wire.Limits;
import org.junit.jupiter.api.Test;

class MailServerTest {

    @Test
    void aHouseWithOtherLimitsIsTheSameHouse() {
        var house =
                new MailServer("mail.example.org", new Accounts(), new MemoryMailStore(1, List.of()), Limits.DEFAULT);
        Limits others = Limits.DEFAULT.withLine(512);

        assertEquals(
                new MailServer(house.hostName(), house.authenticator(), house.store(), others),
                house.withLimits(others));
    }
}
