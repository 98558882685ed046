// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../interfaces/ITrace.sol";
import {ITraceErrors} from "../interfaces/ITraceErrors.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {ITraceLines} from "../interfaces/ITraceLines.sol";
import {ITraceTypes} from "../interfaces/ITraceTypes.sol";
import {TraceTest} from "./support/TraceTest.t.sol";
import {bound, vm} from "./support/Vm.t.sol";

/// @dev Who writes for whom, under which profile, with which names and nonces.
contract AccountsTest is TraceTest {
    /* PARTIES AND AGENTS */

    function testFuzz_AdmittingAPartyIsALine(bytes32 id, address account, bool admitted) public {
        vm.assume(account != address(0) && account != address(trace));
        vm.expectEmit(address(trace));
        emit ITraceLines.PartySet(account, id, producer, nextLine(), START, producer, admitted);
        setParty(producer, id, account, admitted);
        (bool isParty, bool isAgent) = trace.standingOf(id, producer, account);
        vm.assertTrue(isParty == admitted && !isAgent, "admitted");
        (isParty,) = trace.standingOf(keccak256(abi.encode(id)), producer, account);
        vm.assertEq(isParty, admitted && id == ALL, "to others only if to all");
        (isParty,) = trace.standingOf(id, processor, account);
        vm.assertFalse(isParty, "by no other");
    }

    function test_AnAgentAdmitsForItsFirmAndNobodyElseDoes() public {
        bytes memory call = abi.encodeCall(ITraceExtension.setParty, (ID, producer, carrier, true));
        refuse(notHolder(ID, stranger), stranger, call);
        setAgent(producer, stranger, true);
        vm.expectEmit(address(trace));
        emit ITraceLines.PartySet(carrier, ID, stranger, nextLine(), START, producer, true);
        act(stranger, call);
    }

    function testFuzz_AddingAnAgentIsALine(address account, bool added) public {
        vm.assume(account != address(0) && account != address(trace));
        vm.expectEmit(address(trace));
        emit ITraceLines.AgentSet(producer, account, producer, nextLine(), START, added);
        setAgent(producer, account, added);
        (bool isParty, bool isAgent) = trace.standingOf(ALL, producer, account);
        vm.assertTrue(isAgent == added && !isParty, "added");
        (, isAgent) = trace.standingOf(ALL, account, producer);
        vm.assertEq(isAgent, added && account == producer, "not the other way round");
    }

    function test_NobodyAndTheContractAreNoAccounts() public {
        address[2] memory bad = [address(0), address(trace)];
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory reason = only(ITraceErrors.InvalidAccount.selector, bad[i]);
            refuse(reason, producer, abi.encodeCall(ITraceExtension.setParty, (ID, producer, bad[i], true)));
            refuse(reason, producer, abi.encodeCall(ITraceExtension.setAgent, (bad[i], true)));
            refuse(reason, registrar, abi.encodeCall(ITraceExtension.setNamespace, ("FIRM", bad[i])));
        }
    }

    /* PROFILES */

    function testFuzz_AnAccountSaysWhoItIsAndOthersConfirmIt(bytes32 digest, uint8 who) public {
        address[4] memory actors = [stranger, registrar, regulator, producer];
        address actor = actors[who % 4];
        uint16[4] memory by = [0, REGISTRAR, REGULATOR, 0];
        bytes memory call = abi.encodeCall(ITrace.describeAccount, (stranger, digest));
        if (actor == producer) {
            return refuse(only(ITraceErrors.NotRegistrar.selector, producer), producer, call);
        }
        vm.expectEmit(address(trace));
        emit ITraceLines.AccountDescribed(stranger, actor, nextLine(), START, digest, by[who % 4]);
        act(actor, call);
    }

    function test_WhoseTermIsOverConfirmsNothing() public {
        setTerm(registrar, START);
        vm.warp(START + 1);
        bytes memory call = abi.encodeCall(ITrace.describeAccount, (stranger, DIGEST));
        refuse(only(ITraceErrors.NotRegistrar.selector, registrar), registrar, call);
    }

    /* NAMESPACES */

    function testFuzz_ARegistrarGivesFreeNamespacesAndTheirOwnersPassThemOn(uint256 seed, address owner) public {
        vm.assume(owner != address(0) && owner != address(trace) && owner != registrar && owner != admin);
        string memory name = textOf(seed, bound(seed, 1, 32));
        bytes memory call = abi.encodeCall(ITraceExtension.setNamespace, (name, owner));
        refuse(taken(address(0)), stranger, call);
        refuse(taken(address(0)), admin, call);
        vm.expectEmit(address(trace));
        emit ITraceLines.NamespaceSet(owner, registrar, nextLine(), START, name);
        act(registrar, call);
        vm.assertEq(trace.namespaceOwner(name), owner, "its owner");
        refuse(taken(owner), registrar, abi.encodeCall(ITraceExtension.setNamespace, (name, registrar)));
        act(owner, abi.encodeCall(ITraceExtension.setNamespace, (name, carrier)));
        vm.assertEq(trace.namespaceOwner(name), carrier, "passed on");
        act(admin, abi.encodeCall(ITraceExtension.setNamespace, (name, retailer)));
        vm.assertEq(trace.namespaceOwner(name), retailer, "taken away");
        if (owner != retailer) refuse(taken(retailer), owner, call);
    }

    function testFuzz_ANamespaceIsPrintableAndHasNoMarks(uint256 seed, uint8 odd) public {
        bytes memory name = bytes(textOf(seed, bound(seed, 1, 32)));
        if (odd > 0x20 && odd < 0x7f) odd = odd % 2 == 0 ? 0x3a : 0x7e;
        name[(seed >> 8) % name.length] = bytes1(odd);
        string[3] memory names = [string(name), "", textOf(seed, 33)];
        for (uint256 i = 0; i < 3; ++i) {
            bytes memory call = abi.encodeCall(ITraceExtension.setNamespace, (names[i], producer));
            refuse(only(ITraceErrors.InvalidNamespace.selector), registrar, call);
        }
    }

    function test_ARegistrarWhoseTermIsOverGivesNoNamespace() public {
        setTerm(registrar, START);
        vm.warp(START + 1);
        bytes memory call = abi.encodeCall(ITraceExtension.setNamespace, ("FIRM", producer));
        refuse(taken(address(0)), registrar, call);
    }

    /* NONCES */

    function test_VoidingANonceIsALineAndIsDoneOnce() public {
        vm.expectEmit(address(trace));
        emit ITraceLines.NonceVoided(producer, nextLine(), START, 5);
        act(producer, abi.encodeCall(ITraceExtension.voidNonce, (5)));
        vm.assertFalse(trace.isNonceFree(producer, 5), "void");
        vm.assertTrue(trace.isNonceFree(producer, 4) && trace.isNonceFree(stranger, 5), "no other");
        bytes memory reason = abi.encodeWithSelector(ITraceErrors.InvalidNonce.selector, producer, 5);
        refuse(reason, producer, abi.encodeCall(ITraceExtension.voidNonce, (5)));
        reason = abi.encodeWithSelector(ITraceErrors.InvalidNonce.selector, producer, 126);
        refuse(reason, producer, abi.encodeCall(ITraceExtension.voidNonce, (126)));
        ITraceTypes.AccountView memory account = trace.accountOf(producer);
        vm.assertEq(account.nextNonce, 6, "next");
        vm.assertEq(account.window, 1, "window");
        vm.assertEq(account.roles, PRODUCER, "nothing else");
    }

    /* MOVING */

    function test_AnAccountIsMovedWithBothSidesConsent() public {
        createBatch();
        uint40 index = trace.accountOf(producer).index;
        vm.expectEmit(address(trace));
        emit ITraceLines.AccountMoved(producer, stranger, producer, nextLine(), START, false);
        act(producer, abi.encodeCall(ITraceExtension.moveAccount, (stranger)));
        refuse(notHolder(ID, stranger), stranger, abi.encodeCall(ITrace.recall, (ID, DIGEST)));

        bytes memory accept = abi.encodeCall(ITraceExtension.acceptAccount, (producer));
        refuse(only(ITraceErrors.InvalidAccount.selector, producer), carrier, accept);
        vm.expectEmit(address(trace));
        emit ITraceLines.AccountMoved(producer, stranger, stranger, nextLine(), START, true);
        act(stranger, accept);
        refuse(only(ITraceErrors.InvalidAccount.selector, producer), stranger, accept);

        vm.assertEq(trace.accountOf(stranger).index, index, "maker in its place");
        vm.assertEq(trace.accountOf(producer).index, 0, "and the old one no longer");
        (, bool isAgent) = trace.standingOf(ALL, producer, stranger);
        vm.assertTrue(isAgent, "holder beside it");
        record(stranger, ID, HARVEST);
        handOver(ID, carrier);
        refuse(notHolder(ID, producer), producer, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
        act(stranger, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
        vm.assertEq(trace.batchOf(ID).flags & BY_MAKER, BY_MAKER, "recalled as the maker");
    }

    function test_WhoWasMovedCreatesAgainOnceItIsGrantedARoleAgain() public {
        move(producer, stranger);
        bytes memory call = abi.encodeCall(ITrace.create, (CODE, KGM, QUANTITY, true, producer, DIGEST));
        refuse(unauthorized(producer, CREATION), producer, call);
        grant(PROCESSOR, producer);
        act(producer, call);
        vm.assertTrue(trace.batchOf(ID).maker != trace.accountOf(stranger).index, "with another index");
        refuse(notHolder(ID, processor), processor, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
    }

    /// @dev Who has an index already keeps it: the other's stands for it from then on, as often as it is moved on.
    function test_WhatWasMadeIsMovedOnAndOnUpToEightTimes() public {
        createBatch();
        address before = producer;
        for (uint256 i = 0; i < 9; ++i) {
            address next = vm.addr(500 + i);
            grant(PRODUCER, next);
            move(before, next);
            before = next;
        }
        handOver(ID, retailer);
        refuse(notHolder(ID, before), before, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
        // One whose index stands eight moves later is found.
        setUp();
        createBatch();
        before = producer;
        for (uint256 i = 0; i < 8; ++i) {
            address next = vm.addr(500 + i);
            grant(PRODUCER, next);
            move(before, next);
            refuse(notHolder(ID, carrier), carrier, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
            before = next;
        }
        handOver(ID, retailer);
        act(before, abi.encodeCall(ITrace.recall, (ID, DIGEST)));
        vm.assertEq(trace.batchOf(ID).flags & BY_MAKER, BY_MAKER, "as the maker");
    }

    /// @dev A consent of one's own: the heir holds for the old account, and takes as itself.
    function test_AnHeirTakesWhatTheOldAccountHolds() public {
        createBatch();
        move(producer, stranger);
        act(stranger, abi.encodeCall(ITrace.offerCustody, (ID, stranger, DIGEST)));
        act(stranger, abi.encodeCall(ITrace.acceptCustody, (ID, QUANTITY, DIGEST)));
        vm.assertEq(trace.batchOf(ID).custodian, stranger, "taken");
        // And for good: it is no agent that the old account could remove.
        setAgent(producer, stranger, false);
        (, bool isAgent) = trace.standingOf(ALL, producer, stranger);
        vm.assertTrue(isAgent, "still");
    }

    function test_AProposalIsTakenBackOrReplaced() public {
        act(producer, abi.encodeCall(ITraceExtension.moveAccount, (stranger)));
        act(producer, abi.encodeCall(ITraceExtension.moveAccount, (address(0))));
        bytes memory accept = abi.encodeCall(ITraceExtension.acceptAccount, (producer));
        refuse(only(ITraceErrors.InvalidAccount.selector, producer), stranger, accept);
        address[2] memory bad = [address(trace), producer];
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory call = abi.encodeCall(ITraceExtension.moveAccount, (bad[i]));
            refuse(only(ITraceErrors.InvalidAccount.selector, bad[i]), producer, call);
        }
    }

    function test_AnAccountThatMadeNothingIsMovedToo() public {
        move(stranger, producer); // neither index changes
        vm.assertEq(trace.accountOf(stranger).index, 0, "none");
        createBatch();
        vm.assertEq(trace.batchOf(ID).maker, trace.accountOf(producer).index, "its own");
    }

    function taken(address owner) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ITraceErrors.NamespaceTaken.selector, owner);
    }
}
