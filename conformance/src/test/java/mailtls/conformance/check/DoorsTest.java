package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import mailtls.conformance.client.Door;
import mailtls.conformance.command.ExitStatus;
import mailtls.conformance.command.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorsTest {

    @Test
    void eachDoorHasAPortOfItsOwn() {
        List<Door> doors = Doors.open("ephemeral", 5);

        assertEquals(5, doors.stream().map(Door::port).distinct().count());
        doors.forEach(Door::close);
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (var taken = Door.open(0)) {
            String base = Integer.toString(taken.port());

            var trouble = assertThrows(Trouble.class, () -> Doors.open(base, 1));

            assertEquals(ExitStatus.UNAVAILABLE, trouble.exitStatus());
            assertTrue(trouble.getMessage().contains("port " + base), trouble.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65535", "99999", "any", "", " 2000"})
    void twoPortsDontBeginAnywhereElse(String base) {
        var trouble = assertThrows(Trouble.class, () -> Doors.open(base, 2));

        assertEquals(ExitStatus.USAGE, trouble.exitStatus());
    }
}
