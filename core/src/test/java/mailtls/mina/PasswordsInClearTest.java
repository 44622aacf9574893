package mailtls.mina;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class PasswordsInClearTest {

    private final PasswordsInClear counter = new PasswordsInClear();

    @Test
    void eachAddressIsCountedByItself() throws Exception {
        assertEquals(1, counter.count(address(1)));
        assertEquals(2, counter.count(address(1)));
        assertEquals(1, counter.count(address(2)));
    }

    @Test
    void theAddressNotHeardOfForLongestIsForgottenWhenThereAreTooMany() throws Exception {
        counter.count(address(0));
        for (int i = 1; i <= PasswordsInClear.MOST_ADDRESSES; i++) {
            counter.count(address(i));
        }

        assertEquals(1, counter.count(address(0)));
        assertEquals(2, counter.count(address(PasswordsInClear.MOST_ADDRESSES)));
    }

    private static InetAddress address(int number) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, (byte) (number >> 8), (byte) number});
    }
}
