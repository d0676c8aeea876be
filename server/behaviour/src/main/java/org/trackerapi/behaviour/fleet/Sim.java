package org.trackerapi.behaviour.fleet;

/**
 * A SIM card that is bundled with devices.
 *
 * @param iccid the ICCID of the card
 * @param phone its number, hidden from the user
 */
public record Sim(String iccid, String phone) {}
