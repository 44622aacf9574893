package mailtls.conformance.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mailtls.conformance.client.Door;
import mailtls.conformance.command.Trouble;

/** A door for each case: all of them are open before anybody is told of one. */
final class Doors {

    private static final String EPHEMERAL = "ephemeral";
    private static final int HIGHEST_PORT = 65_535;

    private Doors() {}

    /**
     * Opens doors.
     *
     * @param base the first port, the others are behind it; or {@code ephemeral}
     * @param howMany doors
     * @throws Trouble if there is no such port, or it is taken
     */
    static List<Door> open(String base, int howMany) {
        int first = base.equals(EPHEMERAL) ? 0 : first(base, howMany);
        var doors = new ArrayList<Door>();
        for (int i = 0; i < howMany; i++) {
            int port = first == 0 ? 0 : first + i;
            try {
                doors.add(Door.open(port));
            } catch (IOException taken) {
                doors.forEach(Door::close);
                throw Trouble.unavailable(
                        "can't listen on port " + port + ": " + taken.getMessage(), "give another --port-base");
            }
        }
        return doors;
    }

    private static int first(String base, int howMany) {
        int highest = HIGHEST_PORT + 1 - howMany;
        if (!base.matches("[1-9]\\d{0,4}") || Integer.parseInt(base) > highest) {
            throw Trouble.withUsage(
                    "--port-base: no " + howMany + " ports begin at “" + base + "”",
                    "give a number from 1 to " + highest + ", or " + EPHEMERAL);
        }
        return Integer.parseInt(base);
    }
}
