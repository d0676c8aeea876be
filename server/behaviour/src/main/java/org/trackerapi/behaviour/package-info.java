/** The reference behaviour of the 27 actions: what they do, without how they are called. */
package org.trackerapi.behaviour;
