package mailtls.mina;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import mailtls.wire.Ascii;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class OutboxProperties {

    @Property(tries = 200)
    void portionsAreTheSameOctetsInTheSameOrder(
            @ForAll @Size(max = 30) List<@IntRange(max = 3 * Outbox.PORTION) Integer> lengths) {
        var outbox = new Outbox();
        var expected = new StringBuilder();
        for (int length : lengths) {
            String piece = String.valueOf((char) ('a' + length % 26)).repeat(length);
            expected.append(piece);
            outbox.add(List.of(ByteBuffer.wrap(Ascii.octets(piece))));
        }

        var taken = new StringBuilder();
        while (!outbox.isEmpty()) {
            String portion = Ascii.text(outbox.next().buf());
            assertTrue(portion.length() > 0 && portion.length() <= Outbox.PORTION);
            taken.append(portion);
        }

        assertEquals(expected.toString(), taken.toString());
    }
}
